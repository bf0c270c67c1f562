import type { ReaderPartition } from '../context/HealthContext';
import type { Point } from '../lag/theilSen';

/** The pace of the last minutes says when it will be over; an hour ago does not. */
const PACE_MS = 5 * 60_000;

/** Lags of all partitions together; a reading that lacks one of them is left out. */
export function recentLags(
  all: readonly ReaderPartition[],
  nowMs: number,
): Point[] {
  const sums = new Map<number, { value: number; parts: number }>();
  const partitions = all.filter(({ committed }) => committed.known);
  for (const partition of partitions) {
    const samples = partition.samples();
    for (let index = samples.length - 1; index >= 0; index--) {
      const { atMs, committed, end } = samples[index];
      if (nowMs - atMs > PACE_MS) break;
      if (committed === undefined || end === undefined) continue;
      const sum = sums.get(atMs) ?? { value: 0, parts: 0 };
      sum.value += Math.max(0, end - committed);
      sum.parts += 1;
      sums.set(atMs, sum);
    }
  }
  return [...sums]
    .filter(([, { parts }]) => parts === partitions.length)
    .map(([atMs, { value }]) => ({ atMs, value }))
    .reverse();
}
