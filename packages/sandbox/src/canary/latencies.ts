/** Borders of the buckets in seconds, those that HTTP libraries come with. */
const BORDERS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** How much the logarithms of latencies spread. */
const SPREAD = 0.5;

/** Share of requests at most as slow as each border, where half are faster than `median` seconds. */
export function latencyShares(median: number): Map<string, number> {
  const shares = BORDERS.map((border): [string, number] => [
    String(border),
    normal(Math.log(border / median) / SPREAD),
  ]);
  return new Map([...shares, ['+Inf', 1]]);
}

/** Distribution function of the normal distribution, to three digits. */
function normal(value: number): number {
  return 1 / (1 + Math.exp(-1.702 * value));
}
