import type { KubernetesObject } from '@backstage-realtime/plugin-realtime-node';
import { ClaimLedger } from './ClaimLedger';

const object = (name: string, spec = ''): KubernetesObject => ({
  apiVersion: 'a/v1',
  kind: 'A',
  metadata: { name, namespace: 'n' },
  spec,
});

const entityOf = ({ metadata, spec }: KubernetesObject) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: { name: metadata.name, description: String(spec) },
});

const create = (maxObjects = 10) =>
  ClaimLedger.create({ toEntity: entityOf, locationKey: 'here', maxObjects });

/** `full: a b`, `delta: +a -resource:default/b`, or `nothing`. */
function drain(ledger: ClaimLedger): string {
  const mutation = ledger.drain();
  if (!mutation) return 'nothing';
  if (mutation.type === 'full')
    return ['full:', ...mutation.entities.map(nameOf)].join(' ');
  const added = mutation.added.map(each => `+${nameOf(each)}`);
  const removed = mutation.removed.map(each =>
    'entityRef' in each ? `-${each.entityRef}` : '-?',
  );
  return ['delta:', ...added, ...removed].join(' ');
}

const nameOf = ({ entity }: { entity: { metadata: { name: string } } }) =>
  entity.metadata.name;

const snapshot = (...names: string[]) =>
  ({ type: 'snapshot', objects: names.map(name => object(name)) }) as const;

const changed = (name: string, spec?: string) =>
  ({ type: 'changed', object: object(name, spec) }) as const;

const removed = (name: string) =>
  ({ type: 'removed', object: object(name) }) as const;

describe('the ledger of a watch', () => {
  it('has nothing to write before the first snapshot, nor for an interruption', () => {
    const ledger = create();
    ledger.take({ type: 'interrupted', reason: 'away' });
    expect(drain(ledger)).toBe('nothing');
  });

  it('writes a snapshot as everything, also when it is empty', () => {
    const ledger = create();
    ledger.take(snapshot('b', 'a'));
    expect(drain(ledger)).toBe('full: a b');
    ledger.take(snapshot());
    expect(drain(ledger)).toBe('full:');
    expect(drain(ledger)).toBe('nothing');
  });

  it.each([
    ['one that came', [changed('c')], 'delta: +c'],
    ['one that changed', [changed('a', 'new')], 'delta: +a'],
    [
      'one that changed and changed back to another',
      [changed('a', 'x'), changed('a', 'y')],
      'delta: +a',
    ],
    ['one that is as it was', [changed('a')], 'nothing'],
    ['one that is gone', [removed('a')], 'delta: -resource:default/a'],
    ['one that was never there', [removed('z')], 'nothing'],
    [
      'one that came and went',
      [changed('c'), removed('c')],
      'delta: -resource:default/c',
    ],
    ['one that went and came', [removed('a'), changed('a')], 'delta: +a'],
    [
      'two at once',
      [changed('c'), removed('b')],
      'delta: +c -resource:default/b',
    ],
    ['a snapshot after changes', [changed('c'), snapshot('a')], 'full: a'],
    ['changes after a snapshot', [snapshot('a'), changed('c')], 'full: a c'],
  ])('writes after a snapshot %s', (_what, changes, mutation) => {
    const ledger = create();
    ledger.take(snapshot('a', 'b'));
    ledger.drain();
    changes.forEach(change => ledger.take(change));
    expect(drain(ledger)).toBe(mutation);
    expect(drain(ledger)).toBe('nothing');
  });

  it('writes everything again when the catalog did not take it', () => {
    const ledger = create();
    ledger.take(snapshot('a', 'b'));
    ledger.drain();
    ledger.take(removed('b'));
    ledger.drain();
    ledger.undoDrain();
    expect(drain(ledger)).toBe('full: a');
  });

  it.each([
    ['as many as there is room for', ['a', 'b'], 'full: a b', false],
    ['one more', ['c', 'b', 'a'], 'full: a b', true],
  ])('keeps its bound with %s', (_what, names, mutation, isOverfull) => {
    const ledger = create(2);
    ledger.take(snapshot(...names));
    expect(drain(ledger)).toBe(mutation);
    expect(ledger.isOverfull).toBe(isOverfull);
    expect(ledger.size).toBe(2);
  });

  it('has room for what comes after something went', () => {
    const ledger = create(1);
    ledger.take(snapshot('a'));
    ledger.drain();
    ledger.take(changed('b'));
    expect(drain(ledger)).toBe('nothing');
    expect(ledger.isOverfull).toBe(true);
    ledger.take(removed('a'));
    ledger.take(changed('b'));
    expect(drain(ledger)).toBe('delta: +b -resource:default/a');
  });
});
