import {
  toOffset,
  type StartPosition,
  type StreamKey,
} from '@backstage-realtime/plugin-realtime-common';
import { aHub, offsets, values } from './testUtils/aHub';
import { CollectingSink } from './testUtils/CollectingSink';
import { FakeRecordSource } from './testUtils/FakeRecordSource';
import { turns } from './testUtils/TestClock';

describe('a subscription', () => {
  it('keeps its place while paused, shows how full the buffer is, and continues', async () => {
    const { source, subscribe, clock, hub } = aHub();
    const [sink, subscription] = subscribe();
    await turns();
    source.push(0, values(3));
    await turns();
    subscription.pause('viewer');
    source.push(0, values(40));
    await clock.advance(1000);
    expect(sink.offsets).toEqual(offsets(0, 2));
    const { buffer } = sink.of('stats').at(-1)!;
    expect(buffer).toMatchObject({ records: 40, fullInMs: expect.any(Number) });
    expect(buffer!.fill).toBeGreaterThan(0);
    subscription.resume('buffer');
    await clock.advance(1000);
    expect(sink.offsets).toEqual(offsets(0, 42));
    expect(sink.gaps).toEqual([]);
    expect(sink.states.slice(-2)).toEqual(['paused', 'live']);
    expect(sink.faults).toEqual([]);
    await hub.stop();
  });

  it('says what it waives when it continues from now', async () => {
    const { source, subscribe, clock, hub } = aHub();
    const [sink, subscription] = subscribe();
    await turns();
    subscription.pause('viewer');
    source.push(0, values(40));
    await turns();
    subscription.resume('now');
    source.push(0, values(2));
    await clock.advance(1000);
    expect(sink.gaps).toEqual([
      {
        partition: 0,
        firstOffset: '0',
        lastOffset: '39',
        count: 40,
        reason: 'skipped',
      },
    ]);
    expect(sink.offsets).toEqual(offsets(40, 41));
    expect(sink.of('stats').at(-1)).toMatchObject({
      seen: 42,
      delivered: 2,
      gaps: { skipped: 40 },
    });
    expect(sink.faults).toEqual([]);
    await hub.stop();
  });

  it('costs a stalled viewer the oldest records over laneBytes, exactly told, and nobody else anything', async () => {
    const { source, subscribe, clock, hub } = aHub({
      settings: { laneBytes: 5_000, unackedBatches: 2 },
    });
    const stalled = new CollectingSink();
    stalled.acknowledges = false;
    const [, subscription] = subscribe({}, stalled);
    const [brisk] = subscribe();
    await turns();
    for (let i = 0; i < 100; i++) {
      source.push(0, values(10));
      await turns(2);
    }
    expect(brisk.offsets).toEqual(offsets(0, 999));
    expect(stalled.segments.length).toBe(2);
    stalled.acknowledge();
    await clock.advance(1000);
    const [gap, ...others] = stalled.gaps;
    expect(others).toEqual([]);
    expect(gap.reason).toBe('lapped');
    expect(gap.count).toBe(
      Number(gap.lastOffset) - Number(gap.firstOffset) + 1,
    );
    expect(stalled.records.length + gap.count!).toBe(1000);
    expect(subscription.summary()).toMatchObject({
      seen: 1000,
      gaps: { lapped: gap.count },
    });
    expect(hub.losses('kafka:local/pings' as StreamKey)).toEqual({
      seen: 2000,
      lapped: gap.count,
    });
    expect(stalled.faults).toEqual([]);
    await hub.stop();
  });

  it('waits while the socket is full and goes on when woken', async () => {
    const { source, subscribe, hub } = aHub();
    const sink = new CollectingSink();
    sink.isOpen = false;
    const [, subscription] = subscribe({}, sink);
    await turns();
    source.push(0, values(5));
    await turns();
    expect(sink.records).toEqual([]);
    sink.isOpen = true;
    subscription.wake();
    expect(sink.offsets).toEqual(offsets(0, 4));
    await hub.stop();
  });

  it('sends only counts in counts mode, and says what was hidden on the way back', async () => {
    const { source, subscribe, clock, hub } = aHub({
      source: new FakeRecordSource(2),
    });
    const [sink, subscription] = subscribe();
    await turns();
    source.push(0, values(3));
    await turns();
    subscription.setMode('counts');
    source.push(0, values(20));
    source.push(1, values(4));
    await clock.advance(1000);
    expect(sink.records).toHaveLength(3);
    expect(sink.of('stats').at(-1)).toMatchObject({
      seen: 27,
      delivered: 3,
      gaps: { hidden: 24 },
    });
    subscription.setMode('records');
    source.push(0, values(2));
    await clock.advance(1000);
    expect(sink.gaps).toEqual([
      {
        partition: 0,
        firstOffset: '3',
        lastOffset: '22',
        count: 20,
        reason: 'hidden',
      },
      {
        partition: 1,
        firstOffset: '0',
        lastOffset: '3',
        count: 4,
        reason: 'hidden',
      },
    ]);
    expect(sink.offsets.slice(3)).toEqual(offsets(23, 24));
    expect(sink.faults).toEqual([]);
    await hub.stop();
  });

  it('makes no lane work for counts alone', async () => {
    const { source, subscribe, clock, hub } = aHub();
    const projected = jest.fn();
    const projector = {
      id: 'counting',
      prepare: () => undefined,
      project: projected,
    };
    const [sink] = subscribe({ mode: 'counts', projector });
    await turns();
    source.push(0, values(30));
    await clock.advance(1000);
    expect(sink.of('stats').at(-1)).toMatchObject({
      seen: 30,
      delivered: 0,
      gaps: { hidden: 30 },
      ratePerSecond: 30,
    });
    expect(projected).not.toHaveBeenCalled();
    await hub.stop();
  });

  it('filters once for all who ask the same, and counts what it left out', async () => {
    const { source, subscribe, clock, hub } = aHub();
    const filter = {
      clauses: [
        { in: 'value' as const, op: 'contains' as const, text: 'PONG' },
      ],
    };
    const [one, first] = subscribe({ filter });
    const [, second] = subscribe({
      filter: { clauses: [{ text: 'PONG', op: 'contains', in: 'value' }] },
    });
    await turns();
    source.push(0, ['ping', 'pong', 'ping', 'a pong']);
    await clock.advance(1000);
    expect(first.channel).toBe(second.channel);
    expect(one.offsets).toEqual(['0:1', '0:3']);
    expect(one.of('stats').at(-1)).toMatchObject({
      seen: 4,
      delivered: 2,
      filtered: 2,
    });
    expect(one.faults).toEqual([]);
    await hub.stop();
  });

  it('never shows more than maxPerSecond, keeps every partition in sight, and says the ratio', async () => {
    const { source, subscribe, clock, hub } = aHub({
      source: new FakeRecordSource(2),
    });
    const [sink] = subscribe({ maxPerSecond: 20 });
    await turns();
    for (let i = 0; i < 50; i++) {
      source.push(0, values(18));
      source.push(1, values(2));
      await clock.advance(100);
    }
    await clock.advance(1000);
    const stats = sink.of('stats').at(-2)!;
    expect(sink.records.length).toBeLessThanOrEqual(20 * 6.5);
    expect(sink.records.some(({ partition }) => partition === 1)).toBe(true);
    expect(stats.sampledOneIn).toBeGreaterThanOrEqual(8);
    expect(stats.seen).toBe(stats.delivered + stats.gaps.sampled!);
    expect(sink.faults).toEqual([]);
    await hub.stop();
  });

  it('flushes at once to few viewers and widens the window with many', async () => {
    const { source, subscribe, clock, hub } = aHub({
      settings: { flushBudget: 0.01, maxFlushMs: 100 },
    });
    const sinks = Array.from({ length: 100 }, () => subscribe()[0]);
    await turns();
    source.push(0, ['first']);
    await turns();
    source.push(0, ['second']);
    source.push(0, ['third']);
    await turns();
    expect(sinks[0].segments).toHaveLength(1);
    await clock.advance(100);
    expect(sinks[99].segments).toHaveLength(2);
    expect(sinks[99].offsets).toEqual(offsets(0, 2));
    await hub.stop();
  });

  it.each<[string, StartPosition, string]>([
    ['the next record', { at: 'latest' }, 'epoch-1;0:5'],
    ['the oldest record', { at: 'earliest' }, 'epoch-1;0:0'],
    [
      'the wanted offset',
      { at: 'offset', partition: 0, offset: toOffset(3n) },
      'epoch-1;0:3',
    ],
    ['nothing but the wish, for the last few', { at: 'last', count: 2 }, ''],
  ])(
    'says where to continue before the first record: %s',
    async (_, from, resume) => {
      const source = new FakeRecordSource();
      source.push(0, values(5));
      const { subscribe, hub } = aHub({ source });
      const [sink] = subscribe({ from });
      await turns();
      const [subscribed, stats] = sink.frames.filter(
        ({ type }) => type !== 'status',
      );
      expect(subscribed.type).toBe('subscribed');
      expect(stats).toMatchObject({
        type: 'stats',
        seen: 0,
        viewers: 1,
        resume,
      });
      await hub.stop();
    },
  );

  it('loses nothing to a viewer that is cut off before it counted once', async () => {
    const { source, subscribe, hub } = aHub();
    const [cut, subscription] = subscribe();
    await turns();
    subscription.close();
    source.push(0, values(3));
    const position = cut.of('stats').at(-1)!.resume;
    const [again] = subscribe({ from: { at: 'resume', position } });
    await turns();
    expect(again.offsets).toEqual(offsets(0, 2));
    await hub.stop();
  });

  it('sends nothing more after close', async () => {
    const { source, subscribe, clock, hub } = aHub();
    const [sink, subscription] = subscribe();
    const [other] = subscribe();
    await turns();
    subscription.close();
    const frames = sink.frames.length;
    source.push(0, values(5));
    await clock.advance(2000);
    expect(sink.frames).toHaveLength(frames);
    expect(other.records).toHaveLength(5);
    await hub.stop();
  });
});
