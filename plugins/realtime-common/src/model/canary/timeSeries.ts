import type { Missing, Reading } from '../health/reading';
import type { RolloutRef } from './rollout';

/** What the numbers of a panel are; `share` is 0..1. @public */
export const METRIC_UNITS = [
  'per-second',
  'share',
  'seconds',
  'cores',
  'bytes',
  'records',
  'count',
  'ratio',
] as const;

/** One of {@link METRIC_UNITS}. @public */
export type MetricUnit = (typeof METRIC_UNITS)[number];

/** Which pods a series is about; `all` when it is not split. @public */
export type SeriesRole = 'canary' | 'stable' | 'all';

/**
 * Samples of one series on the grid of its board: `values[i]` is at
 * `fromMs + i * stepMs`. Null is no sample, or one that is not a number.
 * @public
 */
export interface MetricSeries {
  role: SeriesRole;
  /** Labels that tell it from others of the same role. */
  labels?: Record<string, string>;
  values: Array<number | null>;
}

/** A named query and its series. @public */
export interface MetricPanel {
  /** Name of the query in its set. */
  query: string;
  title: string;
  unit: MetricUnit;
  /** A line to draw, from app-config. */
  limit?: { value: number; label: string };
  /** At most {@link MAX_PANEL_SERIES}; `dropped` counts the others. */
  series: MetricSeries[];
  dropped: number;
  /** What Prometheus warned of. */
  warnings: string[];
  /** Why there are no series, or why they are old. */
  missing?: Missing;
  /** When the series were read. */
  readAtMs?: number;
}

/** Series of a panel that are sent. @public */
export const MAX_PANEL_SERIES = 12;

/** Measured share of requests that reached the canary, 0..1, and requests a second. @public */
export interface TrafficShare {
  share: number;
  canaryPerSecond: number;
  totalPerSecond: number;
  /** All of it counts the requests of this time; missing where the query does not tell. */
  windowMs?: number;
}

/** The panels of one rollout on one time axis. @public */
export interface MetricBoard {
  rollout: RolloutRef;
  /** Name of the Prometheus instance in app-config. */
  instance?: string;
  querySet?: string;
  fromMs: number;
  stepMs: number;
  points: number;
  /** Time to the next reading while somebody looks. */
  intervalMs: number;
  trafficShare: Reading<TrafficShare>;
  panels: MetricPanel[];
  /** Why there are no panels: no instance for this cluster, no such query set. */
  missing?: Missing;
}

/** Metrics of one entity's rollouts: the state stream `metrics`. @public */
export interface MetricBoards {
  entityRef: string;
  readAtMs: number;
  boards: MetricBoard[];
  problems: string[];
}
