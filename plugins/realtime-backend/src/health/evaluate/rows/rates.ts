import {
  known,
  missing,
  type Reading,
  type SeriesPoint,
} from '@backstage-realtime/plugin-realtime-common';
import type { PartitionSample } from '../../history/HealthHistory';
import type { PartitionView } from '../context/HealthContext';
import { gridUntil, indexUntil, STEP_MS, sumSeries } from './series';

/** Two readings further apart than this have a gap between them, not a rate. */
const GAP_MS = 150_000;

/**
 * Records a second between the last two readings. Counts offsets: compaction
 * and markers make it a bound. An end that went back is a new log, not a
 * negative rate.
 */
export function rateOf(view: PartitionView): Reading<number> {
  const { end } = view.observed;
  if (!end.known) return end;
  const samples = view.samples();
  const [current] = samples.slice(-1);
  const before = samples
    .slice(0, -1)
    .findLast(sample => sample.end !== undefined);
  const value = before && current && rateBetween(before, current);
  return value === undefined ? missing('learning') : known(value);
}

/** Rates at the times of a grid; null where no two readings are near enough. */
export function ratesOn(
  grid: readonly number[],
  samples: readonly PartitionSample[],
): Array<number | null> {
  return grid.map(atMs => {
    const to = indexUntil(samples, atMs);
    const from = Math.min(indexUntil(samples, atMs - STEP_MS), to - 1);
    if (from < 0 || atMs - samples[to].atMs > GAP_MS) return null;
    return rateBetween(samples[from], samples[to]) ?? null;
  });
}

/** Rates of partitions together up to now; null where one of them is not known. */
export function rateSeries(
  partitions: readonly PartitionView[],
  nowMs: number,
): SeriesPoint[] {
  const grid = gridUntil(nowMs);
  return sumSeries(
    grid,
    partitions.map(view => ratesOn(grid, view.samples())),
  );
}

function rateBetween(
  before: PartitionSample,
  after: PartitionSample,
): number | undefined {
  const spanMs = after.atMs - before.atMs;
  const isUsable = spanMs > 0 && spanMs <= GAP_MS;
  if (before.end === undefined || after.end === undefined || !isUsable) {
    return undefined;
  }
  return after.end < before.end
    ? undefined
    : ((after.end - before.end) / spanMs) * 1000;
}
