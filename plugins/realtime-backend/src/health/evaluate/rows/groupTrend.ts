import {
  known,
  missing,
  type GroupHealthRow,
  type Reading,
} from '@backstage-realtime/plugin-realtime-common';
import type { ReaderView } from '../context/HealthContext';
import { theilSen } from '../lag/theilSen';
import { worstPartition } from '../checks/lagTime';

/** Change of the lag in records a second, and what follows from it. */
export function groupTrend(
  reader: ReaderView,
  lag: Reading<number>,
): Pick<GroupHealthRow, 'trend' | 'caughtUpInMs'> {
  const trend = lag.known ? trendOf(reader) : lag;
  return { trend, caughtUpInMs: caughtUpIn(reader, lag, trend) };
}

function trendOf(reader: ReaderView): Reading<number> {
  const slope = theilSen(reader.recentLags());
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
