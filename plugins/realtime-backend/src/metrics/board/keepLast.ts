import type {
  Missing,
  MetricPanel,
  MetricSeries,
} from '@backstage-realtime/plugin-realtime-common';
import type { Window } from '../read/Window';

/** A panel with the time axis its values lie on. */
export interface DrawnPanel {
  panel: MetricPanel;
  window: Window;
}

/**
 * The series of the last reading that gave some, moved on to the present time
 * axis, where a new reading failed. They say that they are old and why; when
 * nothing of them is left on the axis, only the reason is.
 */
export function keepLast(
  now: { panel: MetricPanel; missing: Missing },
  window: Window,
  last: DrawnPanel | undefined,
): MetricPanel {
  const { panel, missing } = now;
  const series = last ? move(last, window) : [];
  if (!last || series.length === 0) return { ...panel, series: [], missing };
  const { dropped, readAtMs } = last.panel;
  const old: Missing = { code: 'stale', detail: missing.detail };
  return { ...panel, series, dropped, readAtMs, missing: old };
}

function move({ panel, window: from }: DrawnPanel, to: Window): MetricSeries[] {
  if (from.stepMs !== to.stepMs) return [];
  const shift = Math.round((to.fromMs - from.fromMs) / to.stepMs);
  return panel.series
    .map(series => ({
      ...series,
      values: Array.from(
        { length: to.points },
        (_, i) => series.values[i + shift] ?? null,
      ),
    }))
    .filter(({ values }) => values.some(value => value !== null));
}
