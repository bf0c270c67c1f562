import type { EntityProviderMutation } from '@backstage/plugin-catalog-node';
import { mockServices } from '@backstage/backend-test-utils';
import { CatalogWriter } from './CatalogWriter';
import { ClaimLedger } from './ClaimLedger';

const object = (name: string) => ({
  apiVersion: 'a/v1',
  kind: 'A',
  metadata: { name },
});

const changed = (name: string) =>
  ({ type: 'changed', object: object(name) }) as const;

/** A catalog and a clock of which the test says what happens meanwhile. */
function setUp(
  applyMutation: (mutation: EntityProviderMutation) => Promise<void>,
) {
  const waits: number[] = [];
  const stop = new AbortController();
  const ledger = ClaimLedger.create({
    toEntity: ({ metadata: { name } }) => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: { name },
    }),
    locationKey: 'here',
    maxObjects: 10,
  });
  const writer = CatalogWriter.create({
    ledger,
    connection: { applyMutation, refresh: async () => undefined },
    name: 'a',
    logger: mockServices.logger.mock(),
    signal: stop.signal,
    world: { random: () => 1, pause: async ms => void waits.push(ms) },
  });
  return { ledger, writer, waits, stop };
}

const sizeOf = (mutation: EntityProviderMutation) =>
  mutation.type === 'full' ? mutation.entities.length : mutation.added.length;

describe('the writer to the catalog', () => {
  it('makes one mutation of what changes while another one is written, and one at a time', async () => {
    const seen: string[] = [];
    const { ledger, writer, waits } = setUp(async mutation => {
      seen.push(`${mutation.type} of ${sizeOf(mutation)}`);
      if (mutation.type === 'delta') return;
      ledger.take(changed('b'));
      ledger.take(changed('c'));
      await writer.flush();
    });
    ledger.take({ type: 'snapshot', objects: [object('a')] });
    await writer.flush();
    expect(seen).toEqual(['full of 1', 'delta of 2']);
    expect(waits).toEqual([500, 500]);
  });

  it('gives everything again to a catalog that refuses, after waits that double', async () => {
    const seen: string[] = [];
    const { ledger, writer, waits } = setUp(async mutation => {
      seen.push(`${mutation.type} of ${sizeOf(mutation)}`);
      if (seen.length <= 3) throw new Error('locked');
    });
    ledger.take({ type: 'snapshot', objects: [object('a')] });
    await writer.flush();
    expect(seen).toEqual(Array(4).fill('full of 1'));
    expect(waits).toEqual([1_000, 2_000, 4_000, 500]);
  });

  it('writes nothing once it is told to stop', async () => {
    const { ledger, writer, waits, stop } = setUp(async () => undefined);
    ledger.take({ type: 'snapshot', objects: [object('a')] });
    stop.abort();
    await writer.flush();
    expect(waits).toEqual([]);
  });
});
