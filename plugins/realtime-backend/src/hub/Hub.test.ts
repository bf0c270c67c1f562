import { mockServices } from '@backstage/backend-test-utils';
import {
  RealtimeError,
  toOffset,
} from '@backstage-realtime/plugin-realtime-common';
import { aHub, offsets, values } from './testUtils/aHub';
import { CollectingSink } from './testUtils/CollectingSink';
import { FakeRecordSource } from './testUtils/FakeRecordSource';
import { turns } from './testUtils/TestClock';

describe('Hub', () => {
  it('sends records that come after subscribing, once, in order, with an account that adds up', async () => {
    const { source, subscribe, clock, hub } = aHub();
    source.push(0, values(5));
    const [sink, subscription] = subscribe();
    await turns();
    source.push(0, values(100));
    await clock.advance(1000);
    expect(sink.offsets).toEqual(offsets(5, 104));
    expect(sink.faults).toEqual([]);
    expect(sink.of('subscribed')).toMatchObject([
      { channel: subscription.channel, isSeekable: true },
    ]);
    expect(sink.states).toEqual(['connecting', 'live']);
    expect(sink.of('stats').at(-1)).toMatchObject({
      seen: 100,
      delivered: 100,
      ratePerSecond: 100,
      readers: 1,
      viewers: 1,
    });
    expect(subscription.summary().ranges.get(0)).toEqual({
      first: 5n,
      last: 104n,
    });
    await hub.stop();
  });

  it('reads a stream once however many look, and sends all of them the same bytes', async () => {
    const { source, subscribe, hub } = aHub();
    const sinks = Array.from({ length: 20 }, () => subscribe()[0]);
    await turns();
    source.push(0, values(10));
    await turns();
    expect(source.opened).toBe(1);
    for (const sink of sinks) expect(sink.offsets).toEqual(offsets(0, 9));
    expect(new Set(sinks.map(sink => sink.segments[0].bytes)).size).toBe(1);
    await hub.stop();
  });

  it('keeps reading for lingerMs after the last viewer, then leaves nothing behind', async () => {
    const { source, subscribe, clock, hub } = aHub({
      settings: { lingerMs: 5_000 },
    });
    const [, subscription] = subscribe();
    await turns();
    subscription.close();
    await clock.advance(4_999);
    expect(source.readings.size).toBe(1);
    const [, again] = subscribe();
    await turns();
    expect(source.opened).toBe(1);
    again.close();
    await clock.advance(5_001);
    expect(source.readings.size).toBe(0);
    expect(clock.pending).toBe(0);
    expect(hub.stats()).toEqual({
      readers: 0,
      viewers: 0,
      lanes: 0,
      ringBytes: 0,
    });
  });

  it('ends the subscriptions when the source refuses for good', async () => {
    const { source, subscribe, hub } = aHub();
    const [sink] = subscribe();
    await turns();
    source.break(
      new RealtimeError(
        'realtime.kafka.not-authorised',
        'The credential may not read pings.',
      ),
    );
    await turns();
    expect(sink.frames.at(-1)).toMatchObject({
      type: 'end',
      code: 'realtime.kafka.not-authorised',
    });
    expect(sink.states.at(-1)).toBe('stopped');
    expect(hub.stats().readers).toBe(0);
    await hub.stop();
  });

  it('goes on where it was after an unexpected fault, without loss or double', async () => {
    const { source, subscribe, clock, hub } = aHub();
    const [sink] = subscribe();
    await turns();
    source.push(0, values(3));
    await turns();
    source.break(new Error('boom'));
    await turns();
    expect(sink.states.at(-1)).toBe('unreachable');
    source.push(0, values(3));
    await clock.advance(1000);
    expect(sink.offsets).toEqual(offsets(0, 5));
    expect(sink.states.at(-1)).toBe('live');
    expect(sink.faults).toEqual([]);
    await hub.stop();
  });

  it('names a system that does not answer at all by its kind, and logs one line until it does', async () => {
    const logger = mockServices.logger.mock();
    const { source, subscribe, clock, hub } = aHub({ logger });
    const silence = () =>
      new RealtimeError('realtime.kafka.unreachable', 'it closed', {
        isRetriable: true,
      });
    source.break(silence());
    const [sink] = subscribe();
    await turns();
    const sinceMs = clock.now();
    source.break(silence());
    await clock.advance(200);
    expect(sink.of('status').at(-1)?.status).toMatchObject({
      ...{ state: 'unreachable', part: 'cluster local', sinceMs, tries: 2 },
    });
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledWith(
      'reading pings waits for cluster local: it closed',
      expect.objectContaining({ code: 'realtime.kafka.unreachable' }),
    );
    await clock.advance(1_000);
    expect(sink.states.at(-1)).toBe('live');
    expect(logger.info).toHaveBeenCalledTimes(1);
    await hub.stop();
  });

  it('says since when a part is unreachable and what is missing once it answers', async () => {
    const { source, subscribe, clock, hub } = aHub();
    const [sink] = subscribe();
    await turns();
    const sinceMs = clock.now();
    source.emit({
      kind: 'unreachable',
      part: 'broker 2',
      reason: 'no answer',
      tries: 1,
      nextTryAtMs: sinceMs + 250,
    });
    await clock.advance(500);
    source.emit({
      kind: 'unreachable',
      part: 'broker 2',
      reason: 'no answer',
      tries: 2,
      nextTryAtMs: sinceMs + 900,
    });
    await turns();
    expect(sink.of('status').at(-1)?.status).toMatchObject({
      state: 'unreachable',
      sinceMs,
      tries: 2,
      part: 'broker 2',
    });
    source.emit({
      kind: 'reachable',
      missing: [{ partition: 3, reason: 'no leader' }],
    });
    await turns();
    expect(sink.of('status').at(-1)?.status).toMatchObject({
      state: 'live',
      missing: [{ partition: 3, reason: 'no leader' }],
    });
    await hub.stop();
  });

  it('passes gaps and notes of the source in their place', async () => {
    const { source, subscribe, clock, hub } = aHub();
    const [sink] = subscribe();
    await turns();
    source.push(0, ['a']);
    const gap = {
      partition: 0,
      firstOffset: toOffset(1),
      lastOffset: toOffset(4),
      count: 4,
      reason: 'corrupt' as const,
    };
    source.emit({ kind: 'gap', gap });
    source.emit({
      kind: 'note',
      note: { kind: 'leader-moved', partition: 0, to: 2 },
    });
    source.push(0, ['b'], 4n);
    await clock.advance(1000);
    expect(sink.gaps).toEqual([gap]);
    expect(sink.of('note')).toHaveLength(1);
    expect(sink.offsets).toEqual(['0:0', '0:5']);
    expect(sink.of('stats').at(-1)).toMatchObject({
      seen: 6,
      delivered: 2,
      gaps: { corrupt: 4 },
    });
    await hub.stop();
  });

  it('never gives two subscriptions of one viewer the same channel', async () => {
    const { subscribe, hub } = aHub();
    const viewer = {};
    const [, one] = subscribe({}, new CollectingSink(viewer));
    const [, two] = subscribe({}, new CollectingSink(viewer));
    const [, other] = subscribe({}, new CollectingSink({}));
    expect(two.channel).not.toBe(one.channel);
    expect(other.channel).toBe(one.channel);
    await hub.stop();
  });

  it('refuses a kind of stream that is not configured', async () => {
    const { subscribe, hub } = aHub();
    const [sink] = subscribe({
      ref: { kind: 'websocket', system: 'ping-pong' },
    });
    await turns();
    expect(sink.of('end')).toMatchObject([
      { code: 'realtime.stream.not-configured' },
    ]);
    await hub.stop();
  });

  it('stops every reading and timer on stop', async () => {
    const { source, subscribe, clock, hub } = aHub({
      source: new FakeRecordSource(3),
    });
    subscribe();
    subscribe({ from: { at: 'earliest' } });
    await turns();
    await hub.stop();
    expect(source.readings.size).toBe(0);
    expect(clock.pending).toBe(0);
  });

  it('finds a record the ring still holds', async () => {
    const { source, subscribe, hub } = aHub();
    subscribe();
    await turns();
    source.push(0, values(20));
    await turns();
    const key = 'kafka:local/pings' as Parameters<typeof hub.find>[0];
    const found = hub.find(key, 0, 13n);
    expect(found && found.batch.baseOffset + BigInt(found.i)).toBe(13n);
    expect(hub.find(key, 0, 20n)).toBeUndefined();
    expect(hub.find(key, 1, 13n)).toBeUndefined();
    await hub.stop();
  });

  it('shows the records of partitions that are added while it reads', async () => {
    const { source, subscribe, hub } = aHub();
    const [sink] = subscribe();
    await turns();
    source.addPartition(1);
    source.push(1, values(3));
    await turns();
    expect(sink.offsets).toEqual(offsets(0, 2, 1));
    await hub.stop();
  });

  it('does not replay a partition that had no leader when reading began', async () => {
    const source = new FakeRecordSource(2);
    source.push(1, values(50));
    source.leaderless.add(1);
    const { subscribe, hub } = aHub({ source });
    const [sink] = subscribe();
    await turns();
    source.elect(1);
    source.push(1, values(2));
    await turns();
    expect(sink.offsets).toEqual(offsets(50, 51, 1));
    expect(sink.faults).toEqual([]);
    await hub.stop();
  });
});
