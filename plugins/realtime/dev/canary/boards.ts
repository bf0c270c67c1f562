import {
  known,
  type MetricBoard,
  type MetricPanel,
  type MetricSeries,
  type MetricUnit,
} from '@backstage-realtime/plugin-realtime-common';
import { rolloutRef } from './pingPongRollout';

const POINTS = 100;
const STEP_MS = 6_000;

/** A line around `base`; `from` and `to` bound its samples, `at` changes some of them. */
export function aLine(
  role: MetricSeries['role'],
  base: number,
  part: { from?: number; to?: number; at?: Record<number, number> } = {},
): MetricSeries {
  const { from = 0, to = POINTS, at = {} } = part;
  const values = Array.from({ length: POINTS }, (_, i) => {
    if (i < from || i >= to) return null;
    return at[i] ?? base * (1 + 0.09 * Math.sin(i * 1.7) * Math.cos(i * 0.61));
  });
  return { role, values };
}

export function aPanel(
  query: string,
  title: string,
  unit: MetricUnit,
  series: MetricSeries[],
  part: Partial<MetricPanel> = {},
): MetricPanel {
  return { query, title, unit, series, dropped: 0, warnings: [], ...part };
}

/** The canary since the first step; `to` when it was scaled down. */
function pair(canary: number, stable: number, to = POINTS): MetricSeries[] {
  return [aLine('canary', canary, { from: 23, to }), aLine('stable', stable)];
}

/** CPU with one measurement over its limit. */
const CPU_PEAK = { 94: 0.42, 95: 0.61, 96: 0.61, 97: 0.44 };

/** Six panels of pingpong-counter over ten minutes. */
export function somePanels(part: { to?: number; cpu?: object } = {}) {
  const { to, cpu = CPU_PEAK } = part;
  return [
    aPanel(
      'cpu',
      'CPU per pod',
      'cores',
      [
        aLine('canary', 0.27, { from: 23, to, at: { ...cpu } }),
        aLine('stable', 0.24),
      ],
      { limit: { value: 0.5, label: 'limit 0.5' } },
    ),
    aPanel('p95', 'Ping to pong, p95', 'seconds', pair(0.136, 0.13, to), {
      limit: { value: 0.17, label: '1.3 × stable' },
    }),
    aPanel('requests', 'Requests', 'per-second', pair(45, 51, to)),
    aPanel('errors', 'Error share', 'share', pair(0.002, 0.0015, to), {
      limit: { value: 0.01, label: 'limit 1 %' },
    }),
    aPanel('memory', 'Memory', 'bytes', pair(91_000_000, 84_000_000, to)),
    aPanel('lag', 'Records behind', 'records', [aLine('all', 7)]),
  ];
}

export function aBoard(
  nowMs: number,
  part: Partial<MetricBoard> = {},
): MetricBoard {
  return {
    rollout: rolloutRef,
    instance: 'prod',
    querySet: 'pingpong',
    fromMs: nowMs - (POINTS - 1) * STEP_MS,
    stepMs: STEP_MS,
    points: POINTS,
    intervalMs: STEP_MS,
    trafficShare: known({
      share: 0.47,
      canaryPerSecond: 45,
      totalPerSecond: 96,
      windowMs: 30_000,
    }),
    panels: somePanels(),
    ...part,
  };
}
