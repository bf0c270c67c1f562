import type { GroupSample, PartitionSample } from '../../history/HealthHistory';
import { findLagTime } from './lagTime';

/**
 * Lag time in ms at a reading of the past, found as the one at hand is found;
 * undefined without offsets or where the age cannot be told.
 */
export function lagTimeThen(
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
