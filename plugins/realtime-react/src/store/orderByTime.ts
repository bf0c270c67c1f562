import type { BatchReader } from '@backstage-realtime/plugin-realtime-common';

/**
 * Rows of a batch, oldest first by time stamp, as positions in the batch. A
 * batch holds one partition after the other; a reader expects one time line.
 * Within a partition the order of the log is kept, also where time stamps go
 * back: such a record counts as being as new as the one before it. Answers
 * `rows` itself (undefined is every row) when they are in order already.
 */
export function orderByTime(
  batch: BatchReader,
  rows?: Int32Array,
): Int32Array | undefined {
  const order = rows ?? Int32Array.from({ length: batch.count }, (_, i) => i);
  const times = new Float64Array(batch.count);
  const newest = new Map<number, number>();
  let isOrdered = true;
  let last = -Infinity;
  for (const row of order) {
    const partition = batch.partition(row);
    const before = newest.get(partition) ?? -Infinity;
    const time = Math.max(batch.timestampMs(row), before);
    newest.set(partition, time);
    times[row] = time;
    isOrdered &&= time >= last;
    last = time;
  }
  if (isOrdered) return rows;
  return order.slice().sort((a, b) => times[a] - times[b] || a - b);
}
