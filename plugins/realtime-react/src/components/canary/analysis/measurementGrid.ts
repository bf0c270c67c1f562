import type {
  AnalysisMetric,
  AnalysisRun,
  Measurement,
} from '@backstage-realtime/plugin-realtime-common';
import { isOpenPhase, isStopped } from '../text/phases';

/** Measurements of a metric that are drawn; earlier ones are counted. */
export const MAX_COLUMNS = 8;

/** What a metric has at one place of its row. */
export type GridCell =
  | { kind: 'measured'; measurement: Measurement; atMs?: number }
  | { kind: 'due'; atMs: number }
  | { kind: 'not-run' }
  | { kind: 'not-kept' }
  | { kind: 'none' };

/** A column of measurements; `atMs` when all metrics were measured at about one time. */
export interface GridColumn {
  /** From 1. */
  nth: number;
  atMs?: number;
}

/** A run as rows of metrics and columns of measurements. */
export interface MeasurementGrid {
  /** Measurements before the first column. */
  earlier: number;
  columns: GridColumn[];
  rows: Array<{ metric: AnalysisMetric; cells: GridCell[] }>;
}

/** Metrics of one interval are measured within this many ms of each other. */
const SAME_TIME_MS = 5_000;

/** The last measurements that were taken, and those that are due, in at most {@link MAX_COLUMNS} columns. */
export function measurementGrid(run: AnalysisRun): MeasurementGrid {
  const planned = Math.max(0, ...run.metrics.map(plannedOf));
  const taken = Math.max(0, ...run.metrics.map(takenOf));
  const last = Math.min(planned, Math.max(taken + 1, MAX_COLUMNS));
  const earlier = Math.max(0, last - MAX_COLUMNS);
  const indices = Array.from({ length: last - earlier }, (_, i) => earlier + i);
  const rows = run.metrics.map(metric => ({
    metric,
    cells: indices.map(index => cellAt(metric, index, run)),
  }));
  const columns = indices.map((index, i) => ({
    nth: index + 1,
    atMs: commonTime(rows.map(({ cells }) => cells[i])),
  }));
  return { earlier, columns, rows };
}

/** Measurements taken; the cluster keeps only the last ones. */
function takenOf({ counts, measurements }: AnalysisMetric): number {
  return Math.max(counts.total, measurements.length);
}

function plannedOf(metric: AnalysisMetric): number {
  const next = metric.dueAtMs === undefined ? 0 : 1;
  return Math.max(metric.of ?? 0, takenOf(metric) + next);
}

function cellAt(
  metric: AnalysisMetric,
  index: number,
  run: AnalysisRun,
): GridCell {
  const taken = takenOf(metric);
  if (index >= taken) return cellAhead(metric, index - taken, run);
  const measurement =
    metric.measurements[index - (taken - metric.measurements.length)];
  if (!measurement) return { kind: 'not-kept' };
  const atMs = measurement.finishedAtMs ?? measurement.startedAtMs;
  return { kind: 'measured', measurement, atMs };
}

function cellAhead(
  metric: AnalysisMetric,
  ahead: number,
  run: AnalysisRun,
): GridCell {
  const isPlanned = takenOf(metric) + ahead < plannedOf(metric);
  if (!isPlanned) return { kind: 'none' };
  if (!isOpenPhase(run.phase) || isStopped(run, metric))
    return { kind: 'not-run' };
  const { dueAtMs, intervalMs = 0 } = metric;
  const isKnown = dueAtMs !== undefined && (ahead === 0 || intervalMs > 0);
  return isKnown
    ? { kind: 'due', atMs: dueAtMs + ahead * intervalMs }
    : { kind: 'none' };
}

function commonTime(cells: GridCell[]): number | undefined {
  const times = cells.flatMap(cell =>
    cell.kind === 'measured' && cell.atMs !== undefined ? cell.atMs : [],
  );
  if (times.length === 0) return undefined;
  const first = Math.min(...times);
  return Math.max(...times) - first <= SAME_TIME_MS ? first : undefined;
}
