import type { RangeSample } from './values';

/**
 * Growth of a counter over a range, resets taken into account, carried on to
 * the ends of the range where samples begin or end near them: the rule of
 * Prometheus, so that numbers here are those a real server would tell.
 * undefined with fewer than two samples.
 */
export function rateOf(
  { timesMs, values }: RangeSample,
  { startMs, endMs }: { startMs: number; endMs: number },
  kind: 'rate' | 'increase',
): number | undefined {
  if (values.length < 2) {
    return undefined;
  }
  const growth = growthOf(values);
  const first = timesMs[0];
  const last = timesMs[timesMs.length - 1];
  const sampledMs = last - first;
  const stepMs = sampledMs / (values.length - 1);
  const limitMs = stepMs * 1.1;
  const reach = (gapMs: number) => (gapMs < limitMs ? gapMs : stepMs / 2);
  const untilZeroMs =
    growth > 0 && values[0] >= 0 ? sampledMs * (values[0] / growth) : Infinity;
  const beforeMs = Math.min(reach(first - startMs), untilZeroMs);
  const coveredMs = sampledMs + beforeMs + reach(endMs - last);
  const increase = growth * (coveredMs / sampledMs);
  return kind === 'increase'
    ? increase
    : increase / ((endMs - startMs) / 1_000);
}

function growthOf(values: number[]): number {
  let growth = values[values.length - 1] - values[0];
  for (let index = 1; index < values.length; index += 1) {
    if (values[index] < values[index - 1]) {
      growth += values[index - 1];
    }
  }
  return growth;
}
