import type { SeriesPoint } from '@backstage-realtime/plugin-realtime-common';

/** How far back the small charts of rows go, and the distance of their points. */
export const SERIES_MS = 30 * 60_000;
export const STEP_MS = 30_000;

/** Times of the points of a series, oldest first; the same for every row of an evaluation. */
export function gridUntil(nowMs: number): number[] {
  const last = Math.floor(nowMs / STEP_MS) * STEP_MS;
  const points = SERIES_MS / STEP_MS;
  return Array.from(
    { length: points },
    (_, index) => last - (points - 1 - index) * STEP_MS,
  );
}

/** Index of the last sample at or before a time; -1 for none. */
export function indexUntil(
  samples: ReadonlyArray<{ atMs: number }>,
  atMs: number,
): number {
  let low = 0;
  let high = samples.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (samples[middle].atMs <= atMs) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Sum of several series of one grid; null where any of them has a gap. */
export function sumSeries(
  grid: readonly number[],
  columns: ReadonlyArray<ReadonlyArray<number | null>>,
): SeriesPoint[] {
  return grid.map((atMs, index) => {
    let sum: number | null = columns.length === 0 ? null : 0;
    for (const column of columns) {
      const value = column[index];
      sum = sum === null || value === null ? null : sum + value;
    }
    return { atMs, value: sum };
  });
}
