/** Middle value; the mean of the two middle ones for an even count. Throws on an empty list. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new Error('no rounds to take the median of');
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? sorted[middle]
    : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Median, smallest and largest of per-round ratios. */
export interface RatioSummary {
  median: number;
  min: number;
  max: number;
}

/** Ratio baseline / subject for each round in which both ran; above 1 the subject is better. */
export function summariseRatios(
  baseline: readonly number[],
  subject: readonly number[],
): RatioSummary {
  const ratios = baseline
    .slice(0, subject.length)
    .map((value, i) => value / subject[i]);
  return {
    median: median(ratios),
    min: Math.min(...ratios),
    max: Math.max(...ratios),
  };
}
