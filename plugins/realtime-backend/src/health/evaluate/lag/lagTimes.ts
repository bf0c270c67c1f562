import type { GroupSample, PartitionSample } from '../../history/HealthHistory';
import { findLagTime } from './lagTime';
import type { Point } from './theilSen';

/**
 * Lag times of the past in ms, oldest first, found as the one at hand is found.
 * A reading without offsets, or whose age cannot be told, has no point.
 */
export function lagTimes(
  samples: readonly GroupSample[],
  partitionSamples: readonly PartitionSample[],
): Point[] {
  return samples.flatMap(sample => {
    const value = lagTimeThen(sample, partitionSamples);
    return value === undefined ? [] : [{ atMs: sample.atMs, value }];
  });
}

function lagTimeThen(
  { atMs, committed, end, lagMs }: GroupSample,
  partitionSamples: readonly PartitionSample[],
): number | undefined {
  if (committed === undefined || end === undefined) return undefined;
  if (committed >= end) return 0;
  const observed =
    lagMs === undefined
      ? undefined
      : ({ known: true, value: { ms: lagMs, method: 'record' } } as const);
  const found = findLagTime(committed, atMs, observed, partitionSamples);
  return found.known ? found.value.ms : undefined;
}
