import type {
  GapReason,
  StreamFilter,
} from '@backstage-realtime/plugin-realtime-common';
import { aHub } from './testUtils/aHub';
import { CollectingSink } from './testUtils/CollectingSink';
import { FakeRecordSource } from './testUtils/FakeRecordSource';
import { hidingProjector, rawProjector } from './testUtils/rawProjector';
import { turns } from './testUtils/TestClock';
import type { HubRequest, Subscription } from './Subscription';

const PARTITIONS = 3;
const STEPS = 150;
const EVEN: StreamFilter = {
  clauses: [{ in: 'value', op: 'contains', text: 'even' }],
};

/** Numbers from 0 to 1 that only depend on the seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Viewer {
  sink: CollectingSink;
  subscription: Subscription;
  request: Partial<HubRequest>;
}

/** One random run: viewers of all kinds, a source with holes, and everything a page may do. */
async function run(seed: number) {
  const random = seeded(seed);
  const upTo = (n: number) => Math.floor(random() * n);
  const source = new FakeRecordSource(PARTITIONS);
  const { hub, clock, subscribe } = aHub({
    source,
    settings: {
      laneBytes: 3_000,
      ringBytes: 20_000,
      batchBytes: 400,
      unackedBatches: 3,
      scanBudgetRecords: 1e6,
    },
  });
  const viewers: Viewer[] = [];
  let pushed = 0;
  const push = () => {
    const values = Array.from(
      { length: 1 + upTo(12) },
      () => `${pushed++ % 2 ? 'odd' : 'even'} ${pushed}`,
    );
    source.push(
      upTo(PARTITIONS),
      values,
      random() < 0.1 ? BigInt(1 + upTo(3)) : 0n,
    );
  };
  const join = () => {
    const request: Partial<HubRequest> = {
      projector: random() < 0.3 ? hidingProjector() : rawProjector(),
      from: (
        [
          { at: 'latest' },
          { at: 'earliest' },
          { at: 'last', count: 9 },
        ] as const
      )[upTo(3)],
      filter: random() < 0.3 ? EVEN : undefined,
      maxPerSecond: random() < 0.2 ? 50 : undefined,
    };
    const [sink, subscription] = subscribe(request);
    viewers.push({ sink, subscription, request });
  };
  const act = ({ sink, subscription }: Viewer) => {
    const actions = [
      () => subscription.pause('viewer'),
      () => subscription.resume('buffer'),
      () => subscription.resume('now'),
      () => subscription.setMode('counts'),
      () => subscription.setMode('records'),
      () => (sink.acknowledges = false),
      () => sink.acknowledge(),
      () => (sink.isOpen = false),
      () => {
        sink.isOpen = true;
        subscription.wake();
      },
    ];
    actions[upTo(actions.length)]();
  };
  for (let i = 0; i < 4; i++) push();
  for (let step = 0; step < STEPS; step++) {
    push();
    if (random() < 0.1 && viewers.length < 12) join();
    if (viewers.length > 0) act(viewers[upTo(viewers.length)]);
    if (random() < 0.02) source.break(new Error('reading broke'));
    if (random() < 0.1) await clock.advance(upTo(1500));
    else await turns(upTo(4));
  }
  for (const { sink, subscription } of viewers) {
    sink.isOpen = true;
    subscription.resume('buffer');
    subscription.setMode('records');
    sink.acknowledge();
    subscription.wake();
  }
  await turns(600);
  await clock.advance(12_000);
  await turns(600);
  await clock.advance(2_000);
  return { hub, clock, source, viewers };
}

describe('whatever viewers do', () => {
  it.each(Array.from({ length: 25 }, (_, i) => i + 1))(
    'order, accounts and coverage hold (seed %i)',
    async seed => {
      const { hub, clock, source, viewers } = await run(seed);
      expect(viewers.length).toBeGreaterThan(3);
      for (const { sink, subscription, request } of viewers) {
        const { seen, delivered, filtered, gaps } = subscription.summary();
        expect(sink.faults).toEqual([]);
        expect(sink.of('status').at(-1)?.status.state).toBe('live');
        expect(seen).toBe(
          delivered +
            filtered +
            Object.values(gaps).reduce((sum, count) => sum + count, 0),
        );
        expect(delivered).toBe(sink.records.length);
        const told = Object.fromEntries(sumByReason(sink));
        for (const reason of ['lapped', 'skipped', 'hidden'] as const)
          expect(told[reason] ?? 0).toBe(gaps[reason] ?? 0);
        const isWhole =
          request.from?.at === 'earliest' && !hasWaivedHistory(sink);
        expect(seen).toBe(isWhole ? total(source) : seen);
      }
      await hub.stop();
      expect(source.readings.size).toBe(0);
      expect(clock.pending).toBe(0);
    },
  );
});

function sumByReason(sink: CollectingSink): Map<GapReason, number> {
  const sums = new Map<GapReason, number>();
  for (const { reason, count } of sink.gaps)
    sums.set(reason, (sums.get(reason) ?? 0) + (count ?? 0));
  return sums;
}

/** A viewer that skipped out of history is told where, not how many: offsets of history may have holes. */
function hasWaivedHistory(sink: CollectingSink): boolean {
  return sink.gaps.some(({ count }) => count === undefined);
}

function total(source: FakeRecordSource): number {
  let records = 0;
  for (let partition = 0; partition < PARTITIONS; partition++)
    records += source.count(partition);
  return records;
}
