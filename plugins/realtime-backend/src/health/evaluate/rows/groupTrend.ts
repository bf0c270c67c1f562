import {
  known,
  missing,
  type GroupHealthRow,
  type Reading,
} from '@backstage-realtime/plugin-realtime-common';
import type { HealthContext, ReaderView } from '../context/HealthContext';
import { theilSen, type Point } from '../lag/theilSen';
import { worstPartition } from '../checks/lagTime';

/** The pace of the last minutes says when it will be over; an hour ago does not. */
const PACE_MS = 5 * 60_000;

/** Change of the lag in records a second, and what follows from it. */
export function groupTrend(
  reader: ReaderView,
  lag: Reading<number>,
  { nowMs }: HealthContext,
): Pick<GroupHealthRow, 'trend' | 'caughtUpInMs'> {
  const trend = lag.known ? trendOf(reader, nowMs) : lag;
  return { trend, caughtUpInMs: caughtUpIn(reader, lag, trend) };
}

function trendOf(reader: ReaderView, nowMs: number): Reading<number> {
  const slope = theilSen(recentLags(reader, nowMs));
  return slope === undefined ? missing('learning') : known(slope * 1000);
}

function caughtUpIn(
  reader: ReaderView,
  lag: Reading<number>,
  trend: Reading<number>,
): Reading<number> {
  if (!lag.known) return lag;
  const state = worstPartition(reader)?.lag().class.state;
  const isCurrent = state === 'caught-up' || state === 'control-only';
  if (isCurrent || lag.value === 0) return known(0);
  if (!trend.known) return trend;
  if (trend.value < 0) return known((lag.value / -trend.value) * 1000);
  return state === 'keeping-up'
    ? known(0)
    : missing('no-data', { detail: 'not at this rate' });
}

/** Lags of all partitions together; a reading that lacks one of them is left out. */
function recentLags(reader: ReaderView, nowMs: number): Point[] {
  const sums = new Map<number, { value: number; parts: number }>();
  const partitions = reader.partitions.filter(
    ({ committed }) => committed.known,
  );
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
