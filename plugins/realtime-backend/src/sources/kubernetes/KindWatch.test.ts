import {
  RealtimeError,
  type RealtimeErrorCode,
} from '@backstage-realtime/plugin-realtime-common';
import type {
  KubernetesClient,
  KubernetesObject,
  WatchChange,
  WatchOptions,
} from '@backstage-realtime/plugin-realtime-node';
import { ManualClock } from '../../gateway/testUtils/ManualClock';
import { KindWatch } from './KindWatch';

const anObject = (name: string, value = 1): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Thing',
  metadata: { name, namespace: 'demo' },
  value,
});

const fault = (code: RealtimeErrorCode) =>
  new RealtimeError(code, 'a sentence with https://10.0.0.1');

/** A cluster that answers what a test tells it to. */
class ScriptedCluster implements Pick<KubernetesClient, 'watch' | 'list'> {
  watchFault?: RealtimeError;
  listFault?: RealtimeError;
  objects: KubernetesObject[] = [];
  lists = 0;
  watches = 0;
  onAlive?: () => void;
  private readonly changes: WatchChange[] = [];
  private wake?: () => void;

  tell(change: WatchChange): void {
    this.changes.push(change);
    this.wake?.();
  }

  async list(): Promise<KubernetesObject[]> {
    this.lists += 1;
    if (this.listFault) throw this.listFault;
    return this.objects;
  }

  async *watch(
    _target: object,
    { signal, onAlive }: WatchOptions,
  ): AsyncGenerator<WatchChange> {
    this.watches += 1;
    this.onAlive = onAlive;
    if (this.watchFault) throw this.watchFault;
    while (!signal.aborted) {
      const next = this.changes.shift();
      if (next) yield next;
      else
        await new Promise<void>(resolve => {
          this.wake = resolve;
          signal.addEventListener('abort', () => resolve(), { once: true });
        });
    }
  }
}

describe('one kind of one namespace', () => {
  let cluster: ScriptedCluster;
  let clock: ManualClock;
  let watch: KindWatch<number>;
  let told: () => Promise<void>;

  beforeEach(() => {
    cluster = new ScriptedCluster();
    clock = new ManualClock(1_000);
  });

  afterEach(() => watch.stop());

  const start = (maxObjects = 10) => {
    watch = KindWatch.start({
      client: cluster,
      kind: {
        apiVersion: 'v1',
        kind: 'Thing',
        parse: ({ value }) => {
          if (typeof value !== 'number') throw new Error('no number');
          return value;
        },
      },
      place: { cluster: 'prod', namespace: 'demo' },
      clock,
      pollMs: 5_000,
      maxObjects,
    });
    told = () =>
      new Promise(resolve => {
        const unsubscribe = watch.subscribe(() => {
          unsubscribe();
          resolve();
        });
      });
  };

  const apply = async (change: WatchChange) => {
    const after = told();
    cluster.tell(change);
    await after;
  };

  const valuesOf = () => Object.fromEntries(watch.reading.objects);

  it('is kept as it changes', async () => {
    start();
    expect(watch.reading.mode).toBe('connecting');
    await apply({ type: 'snapshot', objects: [anObject('a'), anObject('b')] });
    await apply({ type: 'changed', object: anObject('a', 2) });
    await apply({ type: 'removed', object: anObject('b') });
    expect(valuesOf()).toEqual({ a: 2 });
    expect(watch.reading).toMatchObject({ mode: 'watch', readAtMs: 1_000 });
    await apply({ type: 'snapshot', objects: [anObject('c', 3)] });
    expect(valuesOf()).toEqual({ c: 3 });
  });

  it('was true when the cluster last said that nothing changed', async () => {
    start();
    await apply({ type: 'snapshot', objects: [] });
    clock.advance(60_000);
    cluster.onAlive?.();
    expect(watch.reading.readAtMs).toBe(61_000);
  });

  it('leaves out an object that cannot be read, and says when there are too many', async () => {
    start(2);
    const broken = { ...anObject('broken'), value: 'x' };
    await apply({
      type: 'snapshot',
      objects: [broken, anObject('a'), anObject('b'), anObject('c')],
    });
    expect(valuesOf()).toEqual({ a: 1, b: 1 });
    expect(watch.reading.missing).toMatchObject({
      code: 'failed',
      detail: expect.stringContaining('more than 2 Thing objects'),
    });
    await apply({ type: 'changed', object: anObject('a', 2) });
    expect(watch.reading.missing).toBeDefined();
  });

  it('is not away for a break that is over at once', async () => {
    start();
    await apply({ type: 'snapshot', objects: [anObject('a')] });
    cluster.tell({ type: 'interrupted', reason: 'it broke' });
    await apply({ type: 'snapshot', objects: [anObject('a', 2)] });
    clock.advance(10_000);
    expect(watch.reading).toMatchObject({ mode: 'watch', missing: undefined });
  });

  it('stays known while the cluster is away', async () => {
    start();
    await apply({ type: 'snapshot', objects: [anObject('a')] });
    cluster.tell({ type: 'interrupted', reason: 'it broke' });
    await new Promise(setImmediate);
    const away = told();
    clock.advance(1_000);
    await away;
    expect(watch.reading).toMatchObject({
      mode: 'unreachable',
      readAtMs: 1_000,
      sinceMs: 1_000,
      missing: { code: 'unreachable', detail: 'prod does not answer' },
    });
    expect(valuesOf()).toEqual({ a: 1 });
    await apply({ type: 'snapshot', objects: [anObject('a', 2)] });
    expect(watch.reading.mode).toBe('watch');
    expect(watch.reading.sinceMs).toBeUndefined();
  });

  it('is listed from time to time where it may not be watched, and at once when somebody asks', async () => {
    cluster.watchFault = fault('realtime.kubernetes.forbidden');
    cluster.objects = [anObject('a')];
    start();
    await told();
    expect(watch.reading).toMatchObject({ mode: 'poll', readAtMs: 1_000 });
    cluster.objects = [anObject('a', 2)];
    const polled = told();
    clock.advance(5_000);
    await polled;
    expect(valuesOf()).toEqual({ a: 2 });
    cluster.objects = [];
    const refreshed = told();
    watch.refresh();
    await refreshed;
    expect(valuesOf()).toEqual({});
    expect(cluster.lists).toBe(3);
  });

  it('is watched again after a while of lists', async () => {
    cluster.watchFault = fault('realtime.kubernetes.refused');
    start();
    await told();
    cluster.watchFault = undefined;
    cluster.tell({ type: 'snapshot', objects: [anObject('a', 7)] });
    while (cluster.watches < 2) {
      clock.advance(5_000);
      await new Promise(setImmediate);
    }
    expect(watch.reading.mode).toBe('watch');
  });

  it.each([
    ['forbidden', 'no-permission', 'may not list Thing objects in demo'],
    ['unknown-kind', 'unsupported', 'does not serve Thing objects'],
    ['refused', 'failed', 'did not list Thing objects'],
    ['unreachable', 'unreachable', 'does not answer'],
  ] as const)(
    'says why it is not known when it is %s, without an address, and tries again',
    async (name, code, detail) => {
      const refusal = fault(`realtime.kubernetes.${name}`);
      cluster.watchFault = refusal;
      cluster.listFault = refusal;
      start();
      await told();
      const { missing, mode } = watch.reading;
      expect(missing).toMatchObject({ code });
      expect(missing?.detail).toContain(detail);
      expect(missing?.detail).not.toContain('10.0.0.1');
      expect(mode).toBe(name === 'unreachable' ? 'unreachable' : 'poll');
      cluster.watchFault = undefined;
      cluster.listFault = undefined;
      const mended = told();
      cluster.tell({ type: 'snapshot', objects: [anObject('a')] });
      clock.advance(60_000);
      await mended;
      expect(watch.reading).toMatchObject({ mode: 'watch' });
    },
  );

  it('is forgotten when the right to see it is withdrawn', async () => {
    cluster.watchFault = fault('realtime.kubernetes.forbidden');
    cluster.objects = [anObject('a')];
    start();
    await told();
    cluster.listFault = fault('realtime.kubernetes.forbidden');
    const refused = told();
    clock.advance(5_000);
    await refused;
    expect(valuesOf()).toEqual({});
  });
});
