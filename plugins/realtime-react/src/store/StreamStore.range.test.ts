import { toOffset } from '@backstage-realtime/plugin-realtime-common';
import { aBatch, aRecord } from '../testUtils/buildBatch';
import { openTestStream } from '../testUtils/openTestStream';

const RANGE = {
  from: { at: 'offset', partition: 3, offset: toOffset(100) },
  until: toOffset(109),
} as const;

const PAGED = { maxRows: 5, maxBytes: 1_000_000 };

function batchOf(first: number, count: number, sequence: number) {
  const records = Array.from({ length: count }, (_, i) =>
    aRecord({ partition: 3, offset: first + i }),
  );
  return aBatch(records, { sequence });
}

describe('a stream that reads a range', () => {
  it('pauses when the last offset came, with the range in view, and goes on when told', () => {
    const { stream, sink, scheduler, wishes } = openTestStream(RANGE);
    sink.onBatch(batchOf(100, 9, 1));
    scheduler.paint();
    expect(stream.getSnapshot().status.state).toBe('connecting');
    sink.onBatch(batchOf(109, 1, 2));
    scheduler.paint();
    expect(stream.getSnapshot()).toMatchObject({
      status: { state: 'paused', because: 'viewer' },
      rows: { length: 10 },
    });
    expect(wishes).toEqual([{ type: 'pause' }]);

    stream.resume('buffer');
    sink.onBatch(batchOf(110, 5, 3));
    scheduler.paint();
    expect(stream.getSnapshot().rows.length).toBe(15);
    expect(wishes).toEqual([
      { type: 'pause' },
      { type: 'resume', from: 'buffer' },
    ]);
  });

  it('pauses at the end also when the last record of the range is not shown', () => {
    const { sink, wishes } = openTestStream(RANGE);
    const next = new Map([[3, toOffset(140)]]);
    sink.onBatch(aBatch([aRecord({ partition: 3, offset: 104 })], { next }));
    expect(wishes).toEqual([{ type: 'pause' }]);
  });

  it('is read page by page when it is longer than the window, so that no row runs through unseen', () => {
    const { stream, sink, scheduler, acks, wishes } = openTestStream(
      RANGE,
      PAGED,
    );
    sink.onBatch(batchOf(100, 4, 1));
    sink.onBatch(batchOf(104, 1, 2));
    scheduler.paint();
    expect(stream.getSnapshot().rows.at(0)).toMatchObject({
      record: { offset: '103' },
    });
    expect(acks).toEqual([{ channel: 1, sequence: 2 }]);
    stream.resume('buffer');
    scheduler.paint();
    expect(stream.getSnapshot().rows.length).toBe(5);
    sink.onBatch(batchOf(105, 3, 3));
    scheduler.paint();
    expect(stream.getSnapshot().rows.at(4)).toMatchObject({
      record: { offset: '103' },
    });
    expect(wishes.filter(wish => wish.type === 'pause')).toHaveLength(2);
  });

  it('does not pause a stream that starts anywhere else', () => {
    const { sink, wishes } = openTestStream({
      from: { at: 'latest' },
      until: toOffset(1),
    });
    sink.onBatch(batchOf(100, 20, 1));
    expect(wishes).toEqual([]);
  });
});
