import type {
  BatchReader,
  StreamState,
} from '@backstage-realtime/plugin-realtime-common';
import { aBatch, aRecord } from '../testUtils/buildBatch';
import { aStatsFrame, aSubscribedFrame } from '../testUtils/frames';
import { openTestStream } from '../testUtils/openTestStream';
import { aGap } from '../testUtils/scenario';
import { TestScheduler } from '../testUtils/TestScheduler';

const live: StreamState = { state: 'live', sinceMs: 5 };

describe('a stream store', () => {
  it('tells its listeners once a paint and acknowledges once a paint, however many batches came', () => {
    const { stream, sink, scheduler, acks } = openTestStream();
    let told = 0;
    stream.subscribe(() => {
      told += 1;
    });
    for (let sequence = 1; sequence <= 200; sequence++) {
      sink.onBatch(
        aBatch([aRecord({ offset: sequence })], { channel: 7, sequence }),
      );
    }
    expect([told, acks.length, stream.getSnapshot().rows.length]).toEqual([
      0, 0, 0,
    ]);
    scheduler.paint();
    expect(told).toBe(1);
    expect(acks).toEqual([{ channel: 7, sequence: 200 }]);
    expect(stream.getSnapshot().rows.length).toBe(200);
    scheduler.paint();
    expect([told, acks.length]).toEqual([1, 1]);
  });

  it('keeps the snapshot between paints, and the parts of it that did not change', () => {
    const { stream, sink, scheduler } = openTestStream();
    sink.onFrame(aSubscribedFrame({ partitions: [] }));
    sink.onFrame({ type: 'status', sub: 1, status: live });
    sink.onBatch(aBatch([aRecord()]));
    scheduler.paint();
    const before = stream.getSnapshot();
    sink.onFrame(aStatsFrame({ seen: 1, delivered: 1, ratePerSecond: 4 }));
    expect(stream.getSnapshot()).toBe(before);
    scheduler.paint();
    const after = stream.getSnapshot();
    expect(after).not.toBe(before);
    expect(after.rates).toEqual([4]);
    for (const part of [
      'connection',
      'status',
      'rows',
      'partitions',
      'mask',
      'problem',
    ] as const) {
      expect(after[part]).toBe(before[part]);
    }
    expect(after.rows.at(0)).toBe(before.rows.at(0));
  });

  it('shows gaps and notes in their place between the records', () => {
    const { stream, sink, scheduler } = openTestStream();
    sink.onBatch(aBatch([aRecord({ offset: 1 }), aRecord({ offset: 2 })]));
    sink.onFrame({ type: 'gap', sub: 1, atMs: 9, gap: aGap({ count: 3 }) });
    sink.onBatch(aBatch([aRecord({ offset: 6 })]));
    sink.onFrame({
      type: 'note',
      sub: 1,
      atMs: 9,
      note: { kind: 'topic-recreated' },
    });
    scheduler.paint();
    const { rows } = stream.getSnapshot();
    const kinds = Array.from(
      { length: rows.length },
      (_, i) => rows.at(i)?.kind,
    );
    expect(kinds).toEqual(['note', 'record', 'gap', 'record', 'record']);
    expect(rows.at(1)).toMatchObject({ record: { offset: '6' } });
    expect(rows.at(4)).toMatchObject({ record: { offset: '1' } });
  });

  it('freezes its rows while paused, counts on, and shows what came when resumed', () => {
    const { stream, sink, scheduler, wishes } = openTestStream();
    sink.onFrame(aStatsFrame({ seen: 10, delivered: 10 }));
    sink.onBatch(aBatch([aRecord({ offset: 1 })]));
    scheduler.paint();
    const before = stream.getSnapshot();
    stream.pause();
    stream.pause();
    sink.onBatch(aBatch([aRecord({ offset: 2 })]));
    const buffer = { records: 40, fill: 0.4 };
    sink.onFrame(
      aStatsFrame({ seen: 15, delivered: 10, gaps: { lapped: 5 }, buffer }),
    );
    scheduler.paint();
    const paused = stream.getSnapshot();
    expect(paused.rows).toBe(before.rows);
    expect(paused.status).toMatchObject({ state: 'paused', because: 'viewer' });
    expect(paused.newSincePause).toBe(45);

    stream.resume('buffer');
    scheduler.paint();
    expect(stream.getSnapshot()).toMatchObject({
      newSincePause: 0,
      rows: { length: 2 },
    });
    expect(wishes).toEqual([
      { type: 'pause' },
      { type: 'resume', from: 'buffer' },
    ]);
  });

  it('asks for counts only while the page is hidden and draws the gap when it is back', () => {
    const { stream, sink, scheduler, wishes } = openTestStream();
    scheduler.setHidden(true);
    scheduler.setHidden(false);
    sink.onFrame({
      type: 'gap',
      sub: 1,
      atMs: 9,
      gap: aGap({ reason: 'hidden' }),
    });
    scheduler.paint();
    expect(wishes).toEqual([
      { type: 'mode', mode: 'counts' },
      { type: 'mode', mode: 'records' },
    ]);
    expect(stream.getSnapshot().rows.at(0)).toMatchObject({
      kind: 'gap',
      gap: { reason: 'hidden' },
    });
  });

  it('begins with counts on a page that is already hidden, and stays with them when the viewer wants no records', () => {
    const scheduler = new TestScheduler();
    scheduler.setHidden(true);
    const { asked, wishes, stream } = openTestStream({}, undefined, scheduler);
    expect(asked.mode).toBe('counts');
    stream.setMode('counts');
    scheduler.setHidden(false);
    expect(wishes.at(-1)).toEqual({ type: 'mode', mode: 'counts' });
  });

  it('takes 50,000 records between two paints, keeps the newest 5,000, and makes objects only of those asked for', () => {
    const { stream, sink, scheduler } = openTestStream();
    let made = 0;
    const count = () => {
      made += 1;
    };
    for (let i = 0; i < 50; i++) {
      const records = Array.from({ length: 1_000 }, (_, n) =>
        aRecord({ offset: i * 1_000 + n }),
      );
      const batch = aBatch(records, { sequence: i });
      countReads(batch, count);
      sink.onBatch(batch);
    }
    scheduler.paint();
    const { rows } = stream.getSnapshot();
    expect(rows.length).toBe(5_000);
    expect(rows.at(0)).toMatchObject({ record: { offset: '49999' } });
    expect(rows.at(4_999)).toMatchObject({ record: { offset: '45000' } });
    expect(rows.at(5_000)).toBeUndefined();
    expect(made).toBe(2);
  });

  it('says why it was refused, and forgets it when it is subscribed after all', () => {
    const { stream, sink, scheduler } = openTestStream();
    const refusal = {
      code: 'realtime.stream.over-budget',
      message: 'you watch 3 of 3',
      isRetriable: true,
    };
    sink.onFrame({ type: 'error', sub: 1, ...refusal });
    scheduler.paint();
    expect(stream.getSnapshot()).toMatchObject({
      problem: refusal,
      status: { state: 'stopped', code: 'realtime.stream.over-budget' },
    });
    sink.onFrame(aSubscribedFrame());
    sink.onFrame({ type: 'status', sub: 1, status: live });
    scheduler.paint();
    expect(stream.getSnapshot().problem).toBeUndefined();
  });

  it('is stopped when it is refused after a reconnect, and begins anew when tried again', () => {
    const { stream, sink, scheduler } = openTestStream();
    sink.onConnection({ state: 'open', sinceMs: 1, transport: 'websocket' });
    sink.onFrame(aSubscribedFrame());
    sink.onFrame({ type: 'status', sub: 1, status: live });
    sink.onConnection({
      state: 'waiting',
      sinceMs: 2,
      nextTryAtMs: 3,
      tries: 1,
      reason: 'cut',
    });
    sink.onConnection({ state: 'open', sinceMs: 3, transport: 'websocket' });
    sink.onFrame({
      type: 'error',
      sub: 1,
      code: 'realtime.stream.forbidden',
      message: 'no',
      isRetriable: false,
    });
    scheduler.paint();
    expect(stream.getSnapshot().status.state).toBe('stopped');
    stream.retry();
    scheduler.paint();
    expect(stream.getSnapshot()).toMatchObject({
      status: { state: 'connecting', step: 'authorise' },
    });
    expect(stream.getSnapshot().problem).toBeUndefined();
  });

  it('carries its counts over a reconnect, so that seen stays delivered plus filtered plus gaps', () => {
    const { stream, sink, scheduler } = openTestStream();
    sink.onFrame(aSubscribedFrame());
    sink.onFrame(
      aStatsFrame({
        seen: 100,
        delivered: 80,
        filtered: 15,
        gaps: { lapped: 5 },
      }),
    );
    sink.onBatch(aBatch([aRecord(), aRecord({ offset: 1 })], { filtered: 3 }));
    sink.onFrame(aSubscribedFrame());
    sink.onFrame(
      aStatsFrame({ seen: 10, delivered: 9, filtered: 0, gaps: { lapped: 1 } }),
    );
    scheduler.paint();
    expect(stream.getSnapshot().stats).toMatchObject({
      seen: 115,
      delivered: 91,
      filtered: 18,
      gaps: { lapped: 6 },
    });
  });

  it('changes nothing and asks for no paint after it was closed', () => {
    const { stream, sink, scheduler } = openTestStream();
    stream.close();
    const before = stream.getSnapshot();
    sink.onBatch(aBatch([aRecord()]));
    expect(scheduler.pending).toBe(0);
    scheduler.setHidden(true);
    expect(stream.getSnapshot()).toBe(before);
  });
});

/** Calls `count` for each record that is made into an object. */
function countReads(batch: BatchReader, count: () => void): void {
  const record = batch.record.bind(batch);
  batch.record = i => {
    count();
    return record(i);
  };
}
