import type { SeriesPoint } from '@backstage-realtime/plugin-realtime-common';
import type { GroupSample } from '../../history/HealthHistory';
import type { ReaderPartition } from '../context/HealthContext';
import type { LagPast } from '../lag/trend';
import { gridUntil, indexUntil, STEP_MS } from './series';

/** The longest lag of all partitions at the times of the grid; null where none was read. */
export function lagSeries(
  partitions: readonly ReaderPartition[],
  nowMs: number,
): SeriesPoint[] {
  const pasts = partitions
    .filter(partition => partition.committed.known)
    .map(partition => partition.lag().past);
  return gridUntil(nowMs).map(atMs => {
    let longestMs: number | null = null;
    for (const past of pasts) {
      const lagMs = lagAt(past, atMs);
      if (lagMs !== undefined) longestMs = Math.max(longestMs ?? lagMs, lagMs);
    }
    return { atMs, value: longestMs };
  });
}

/** undefined where no reading is near that time, or it cannot be told. */
function lagAt(
  { samples, lagAt: read }: LagPast<GroupSample>,
  atMs: number,
): number | undefined {
  const sample = samples[indexUntil(samples, atMs)];
  return sample && atMs - sample.atMs < 2 * STEP_MS ? read(sample) : undefined;
}
