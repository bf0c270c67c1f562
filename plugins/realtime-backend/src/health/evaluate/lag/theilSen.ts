/** A value at a time, both in any unit. */
export interface Point {
  atMs: number;
  value: number;
}

/**
 * Slope of a series by Theil and Sen: the median of the slopes between all
 * pairs. A third of the values may be wild without moving it. In units of value
 * per millisecond; undefined for fewer than two times.
 */
export function theilSen(points: readonly Point[]): number | undefined {
  const slopes: number[] = [];
  for (let later = 1; later < points.length; later++) {
    for (let earlier = 0; earlier < later; earlier++) {
      const span = points[later].atMs - points[earlier].atMs;
      const rise = points[later].value - points[earlier].value;
      if (span > 0) slopes.push(rise / span);
    }
  }
  return median(slopes);
}

/** Middle of the values, or of the two in the middle; undefined for none. */
export function median(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? sorted[middle]
    : (sorted[middle - 1] + sorted[middle]) / 2;
}
