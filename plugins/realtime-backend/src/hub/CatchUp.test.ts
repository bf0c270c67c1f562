import {
  encodeResume,
  toOffset,
  type Offset,
} from '@backstage-realtime/plugin-realtime-common';
import { aHub, offsets, values } from './testUtils/aHub';
import { CollectingSink } from './testUtils/CollectingSink';
import { FakeRecordSource } from './testUtils/FakeRecordSource';
import { turns } from './testUtils/TestClock';
import type { Segment } from './ViewerSink';

/** Acknowledges late, and spoils what it acknowledged: nobody may read that again. */
class WatchfulSink extends CollectingSink {
  private readonly sent: Array<{ segment: Segment; copy: Buffer }> = [];

  constructor() {
    super();
    this.acknowledges = false;
  }

  override sendSegment(segment: Segment): void {
    super.sendSegment(segment);
    this.sent.push({ segment, copy: Buffer.from(segment.bytes) });
    setImmediate(() => this.acknowledgeFirst());
  }

  private acknowledgeFirst(): void {
    const [{ segment, copy }] = this.sent.splice(0, 1);
    if (!copy.equals(segment.bytes)) this.faults.push('written over too early');
    segment.bytes.fill(0xee);
    this.subscription?.ack(segment.sequence);
  }
}

describe('reading history', () => {
  it('reads from the earliest record and joins the live ones without loss or double', async () => {
    const { source, subscribe, clock, hub } = aHub({
      source: new FakeRecordSource(2),
    });
    source.push(0, values(50));
    source.push(1, values(30));
    const [sink] = subscribe({ from: { at: 'earliest' } });
    for (let i = 0; i < 40; i++) {
      source.push(i % 2, values(3));
      await turns(1);
    }
    await clock.advance(1000);
    expect(sink.faults).toEqual([]);
    expect(sink.offsets.filter(at => at.startsWith('0'))).toEqual(
      offsets(0, 109),
    );
    expect(sink.offsets.filter(at => at.startsWith('1'))).toEqual(
      offsets(0, 89, 1),
    );
    expect(sink.states).toEqual(['connecting', 'catching-up', 'live']);
    await hub.stop();
  });

  it('shows the last records, then goes on live', async () => {
    const { source, subscribe, hub } = aHub();
    source.push(0, values(100));
    const [sink] = subscribe({ from: { at: 'last', count: 10 } });
    await turns(40);
    source.push(0, values(2));
    await turns();
    expect(sink.offsets).toEqual(offsets(90, 101));
    await hub.stop();
  });

  it('reads only the partition an offset names, in history and live', async () => {
    const { source, subscribe, hub } = aHub({
      source: new FakeRecordSource(2),
    });
    source.push(0, values(10));
    source.push(1, values(10));
    const [sink] = subscribe({
      from: { at: 'offset', partition: 1, offset: toOffset(4) },
    });
    await turns(40);
    source.push(0, values(3));
    source.push(1, values(3));
    await turns();
    expect(sink.offsets).toEqual(offsets(4, 12, 1));
    await hub.stop();
  });

  it('continues where a stats frame said, without loss or double', async () => {
    const { source, subscribe, clock, hub } = aHub({
      source: new FakeRecordSource(2),
    });
    const [first, subscription] = subscribe();
    await turns();
    source.push(0, values(5));
    await clock.advance(1000);
    subscription.close();
    source.push(0, values(5));
    source.push(1, values(5));
    const position = first.of('stats').at(-1)?.resume ?? '';
    const [second] = subscribe({ from: { at: 'resume', position } });
    await turns(40);
    expect(second.offsets.sort()).toEqual(
      [...offsets(5, 9), ...offsets(0, 4, 1)].sort(),
    );
    await hub.stop();
  });

  it('says what retention took while the viewer was away', async () => {
    const { source, subscribe, clock, hub } = aHub();
    source.push(0, values(20));
    source.trim(0, 8n);
    const position = encodeResume({
      epoch: 'epoch-1',
      next: new Map([[0, '3' as Offset]]),
    });
    const [sink] = subscribe({ from: { at: 'resume', position } });
    await clock.advance(1000);
    expect(sink.gaps).toEqual([
      {
        partition: 0,
        firstOffset: '3',
        lastOffset: '7',
        count: 5,
        reason: 'retention',
      },
    ]);
    expect(sink.offsets).toEqual(offsets(8, 19));
    expect(sink.of('stats').at(-1)).toMatchObject({
      seen: 17,
      delivered: 12,
      gaps: { retention: 5 },
    });
    await hub.stop();
  });

  it('starts at the beginning of a topic that was made again, and says so', async () => {
    const { source, subscribe, hub } = aHub();
    source.push(0, values(4));
    const position = encodeResume({
      epoch: 'another',
      next: new Map([[0, '900' as Offset]]),
    });
    const [sink] = subscribe({ from: { at: 'resume', position } });
    await turns(40);
    expect(sink.gaps).toEqual([{ partition: 0, reason: 'recreated' }]);
    expect(sink.offsets).toEqual(offsets(0, 3));
    await hub.stop();
  });

  it('stops at the record budget with coverage and a place to continue from', async () => {
    const { source, subscribe, hub } = aHub({
      settings: { scanBudgetRecords: 25 },
    });
    source.push(0, values(100));
    const [sink] = subscribe({ from: { at: 'earliest' } });
    await turns(60);
    expect(sink.offsets).toEqual(offsets(0, 24));
    expect(sink.of('end')).toMatchObject([{ code: 'realtime.scan.budget' }]);
    const last = sink.of('stats').at(-1);
    expect(last?.scan).toEqual({
      scanned: 25,
      matched: 25,
      budget: 25,
      coverage: 0.25,
    });
    const [next] = subscribe({
      from: { at: 'resume', position: sink.of('end')[0].resume ?? '' },
    });
    await turns(60);
    expect(next.offsets).toEqual(offsets(25, 49));
    await hub.stop();
  });

  it('reads no faster than the viewer acknowledges', async () => {
    const { source, subscribe, hub } = aHub({
      settings: { unackedBatches: 2, batchBytes: 100 },
    });
    source.push(0, values(50));
    const sink = new CollectingSink();
    sink.acknowledges = false;
    subscribe({ from: { at: 'earliest' } }, sink);
    await turns(60);
    expect(sink.segments).toHaveLength(2);
    sink.acknowledge();
    await turns(100);
    expect(sink.offsets).toEqual(offsets(0, 49));
    await hub.stop();
  });

  it('writes over the bytes of a segment once it was acknowledged, and not before', async () => {
    const { source, subscribe, hub } = aHub({
      settings: { unackedBatches: 2, batchBytes: 1_000 },
    });
    source.push(0, values(300));
    const sink = new WatchfulSink();
    subscribe({ from: { at: 'earliest' } }, sink);
    await turns(200);
    expect(sink.faults).toEqual([]);
    expect(sink.offsets).toEqual(offsets(0, 299));
    expect(sink.segments.length).toBeGreaterThan(10);
    const memory = new Set(sink.segments.map(({ bytes }) => bytes.buffer));
    expect(memory.size).toBeLessThanOrEqual(4);
    await hub.stop();
  });

  it('reads again what the lane moved past while the viewer was still in history', async () => {
    const { source, subscribe, clock, hub } = aHub({
      settings: { unackedBatches: 1, batchBytes: 200, laneBytes: 2_000 },
    });
    source.push(0, values(20));
    const sink = new CollectingSink();
    sink.acknowledges = false;
    subscribe({ from: { at: 'earliest' } }, sink);
    await turns();
    for (let i = 0; i < 30; i++) {
      source.push(0, values(10));
      await turns(3);
    }
    sink.acknowledge();
    await turns(300);
    await clock.advance(1000);
    expect(sink.offsets).toEqual(offsets(0, 319));
    expect(sink.gaps).toEqual([]);
    expect(sink.faults).toEqual([]);
    await hub.stop();
  });

  it('waits with history while paused and goes on where it was', async () => {
    const { source, subscribe, hub } = aHub({ settings: { batchBytes: 100 } });
    source.push(0, values(20));
    const [sink, subscription] = subscribe({ from: { at: 'earliest' } });
    subscription.pause('viewer');
    await turns(40);
    expect(sink.records).toEqual([]);
    subscription.resume('buffer');
    await turns(60);
    expect(sink.offsets).toEqual(offsets(0, 19));
    await hub.stop();
  });

  it('skips the rest of history on demand and says where', async () => {
    const { source, subscribe, clock, hub } = aHub({
      settings: { unackedBatches: 1, batchBytes: 100 },
    });
    source.push(0, values(20));
    const sink = new CollectingSink();
    sink.acknowledges = false;
    const [, subscription] = subscribe({ from: { at: 'earliest' } }, sink);
    await turns(40);
    const got = sink.records.length;
    subscription.pause('viewer');
    subscription.resume('now');
    sink.acknowledge();
    source.push(0, values(2));
    await clock.advance(1000);
    expect(sink.gaps).toEqual([
      {
        partition: 0,
        firstOffset: `${got}`,
        lastOffset: '19',
        reason: 'skipped',
      },
    ]);
    expect(sink.offsets.slice(got)).toEqual(offsets(20, 21));
    expect(sink.faults).toEqual([]);
    await hub.stop();
  });

  it('leaves no reading open when a viewer goes in the middle', async () => {
    const { source, subscribe, hub } = aHub({
      settings: { unackedBatches: 1, batchBytes: 100 },
    });
    source.push(0, values(50));
    const sink = new CollectingSink();
    sink.acknowledges = false;
    const [, subscription] = subscribe({ from: { at: 'earliest' } }, sink);
    await turns(30);
    expect(source.readings.size).toBe(2);
    subscription.close();
    await turns(30);
    expect(source.readings.size).toBe(1);
    await hub.stop();
  });

  it('refuses a place to continue from that it cannot read', async () => {
    const { subscribe, hub } = aHub();
    const [sink] = subscribe({ from: { at: 'resume', position: 'nonsense' } });
    await turns();
    expect(sink.of('end')).toMatchObject([
      { code: 'realtime.command.malformed' },
    ]);
    await hub.stop();
  });
});
