import { parseDurationMs } from '@backstage-realtime/plugin-realtime-common';
import { toApiTime } from '../../managed/managers';
import type { JsonObject } from '../../model/json';
import type { KubernetesObject } from '../../model/KubernetesObject';
import { assessMetric } from './assessMetric';
import type { Measured } from './measure';
import { intervalAfter, isDryRun, type Metric, type RunSpec } from './model';

export type Phase =
  'Pending' | 'Running' | 'Successful' | 'Failed' | 'Error' | 'Inconclusive';

export type Measurement = {
  phase: Phase;
  value?: string;
  message?: string;
  startedAt: string;
  finishedAt: string;
};

export type MetricResult = {
  name: string;
  phase: Phase;
  message?: string;
  dryRun?: boolean;
  measurements: Measurement[];
  metadata?: { ResolvedPrometheusQuery: string };
  count?: number;
  successful?: number;
  failed?: number;
  inconclusive?: number;
  error?: number;
  consecutiveError?: number;
  consecutiveSuccess?: number;
};

export type RunStatus = {
  phase: Phase;
  message?: string;
  startedAt: string;
  completedAt?: string;
  metricResults?: MetricResult[];
  runSummary?: JsonObject;
  dryRunSummary?: JsonObject;
};

/** Measurements kept of a metric, as by default in a cluster. */
const MAX_MEASUREMENTS = 10;

export function isFinished(phase: string | undefined): boolean {
  return phase !== undefined && phase !== 'Pending' && phase !== 'Running';
}

/** The status as it is, or the first one. */
export function startRun(
  run: KubernetesObject,
  spec: RunSpec,
  nowMs: number,
): RunStatus {
  const known = run.status as unknown as RunStatus | undefined;
  return (
    known ?? {
      phase: 'Running',
      startedAt: toApiTime(nowMs),
      runSummary: { count: spec.metrics.length },
      dryRunSummary: {},
    }
  );
}

export function resultOf(
  { metricResults = [] }: RunStatus,
  { name }: Metric,
): MetricResult | undefined {
  return metricResults.find(each => each.name === name);
}

/** When a metric is measured next, ms since 1970; undefined: never again. */
export function dueAt(metric: Metric, status: RunStatus): number | undefined {
  const result = resultOf(status, metric);
  if (isFinished(status.phase) || isFinished(result?.phase)) {
    return undefined;
  }
  const last = result?.measurements.at(-1);
  if (!last) {
    const delay = parseDurationMs(metric.initialDelay ?? '') ?? 0;
    return Date.parse(status.startedAt) + delay;
  }
  return Date.parse(last.finishedAt) + intervalAfter(metric, last.phase);
}

const COUNTERS = {
  Successful: 'successful',
  Failed: 'failed',
  Inconclusive: 'inconclusive',
} as const;

/** The status with one more measurement of a metric. */
export function addMeasurement(
  status: JsonObject,
  metric: Metric,
  measured: Measured & { startedAtMs: number; finishedAtMs: number },
): JsonObject {
  const known = status as unknown as RunStatus;
  const { finishedAtMs, message, phase, query, startedAtMs, value } = measured;
  const before = resultOf(known, metric) ?? {
    name: metric.name,
    phase: 'Running' as const,
    measurements: [],
  };
  const measurement: Measurement = {
    phase,
    ...(value !== undefined && { value }),
    ...(message !== undefined && { message }),
    startedAt: toApiTime(startedAtMs),
    finishedAt: toApiTime(finishedAtMs),
  };
  const result: MetricResult = {
    ...before,
    ...countersAfter(before, phase),
    measurements: [...before.measurements, measurement].slice(
      -MAX_MEASUREMENTS,
    ),
    ...(query !== undefined && {
      metadata: { ResolvedPrometheusQuery: query },
    }),
  };
  return toJson({ ...known, metricResults: withResult(known, result) });
}

/** Errors do not count as measurements. */
function countersAfter(before: MetricResult, phase: Phase) {
  if (phase === 'Error') {
    return {
      error: (before.error ?? 0) + 1,
      consecutiveError: (before.consecutiveError ?? 0) + 1,
      consecutiveSuccess: 0,
    };
  }
  const counter = COUNTERS[phase as keyof typeof COUNTERS];
  const isGood = phase === 'Successful';
  return {
    count: (before.count ?? 0) + 1,
    [counter]: (before[counter] ?? 0) + 1,
    consecutiveError: 0,
    consecutiveSuccess: isGood ? (before.consecutiveSuccess ?? 0) + 1 : 0,
  };
}

function withResult(
  { metricResults = [] }: RunStatus,
  result: MetricResult,
): MetricResult[] {
  const isThere = metricResults.some(({ name }) => name === result.name);
  return isThere
    ? metricResults.map(each => (each.name === result.name ? result : each))
    : [...metricResults, result];
}

/** Worst first: the phase of a run is the first one that any of its metrics has. */
const SEVERITY: Phase[] = ['Error', 'Failed', 'Inconclusive'];

/** Judges every metric, and by them the run. Dry runs are judged and decide nothing. */
export function assessRun(
  spec: RunSpec,
  status: RunStatus,
  nowMs: number,
): RunStatus {
  const judged = spec.metrics.map(metric => {
    const result = resultOf(status, metric);
    return { metric, ...assessMetric(metric, result, spec.terminate) };
  });
  const deciding = judged.filter(({ metric }) => !isDryRun(spec, metric));
  const bad = SEVERITY.map(phase =>
    deciding.find(each => each.phase === phase),
  ).find(each => each);
  const isEnd = bad !== undefined || spec.terminate;
  const settled = judged.map(each =>
    isEnd && !isFinished(each.phase)
      ? { ...each, phase: 'Successful' as const }
      : each,
  );
  const isOver = settled.every(({ phase }) => isFinished(phase));
  const message =
    bad?.message ?? (spec.terminate ? 'Run Terminated' : undefined);
  return {
    ...status,
    phase: isOver ? (bad?.phase ?? 'Successful') : 'Running',
    ...(isOver && { completedAt: toApiTime(nowMs) }),
    ...(isOver && message !== undefined && { message }),
    ...told(spec, status, settled),
    ...summaries(spec, settled),
  };
}

type Judged = { metric: Metric; phase: Phase; message?: string };

/** Only metrics that were measured have a result, and only errors a message of their own. */
function told(spec: RunSpec, status: RunStatus, judged: Judged[]) {
  const metricResults = judged.flatMap(({ metric, phase }) => {
    const result = resultOf(status, metric);
    const isDry = isDryRun(spec, metric);
    const message =
      phase === 'Error' ? result?.measurements.at(-1)?.message : undefined;
    return result
      ? [
          {
            ...result,
            phase,
            ...(isDry && { dryRun: true }),
            ...(message && { message }),
          },
        ]
      : [];
  });
  return metricResults.length > 0 ? { metricResults } : {};
}

function summaries(spec: RunSpec, judged: Judged[]) {
  const isDry = ({ metric }: Judged) => isDryRun(spec, metric);
  const dry = judged.filter(isDry);
  return {
    runSummary: summarise(judged.filter(each => !isDry(each))),
    dryRunSummary: dry.length > 0 ? summarise(dry) : {},
  };
}

function summarise(judged: Judged[]): JsonObject {
  const countOfPhase = (phase: Phase) =>
    judged.filter(each => each.phase === phase).length;
  return {
    count: judged.length,
    successful: countOfPhase('Successful'),
    failed: countOfPhase('Failed'),
    inconclusive: countOfPhase('Inconclusive'),
    error: countOfPhase('Error'),
  };
}

/** Without zeros and what is undefined. */
export function toJson(status: RunStatus): JsonObject {
  return JSON.parse(
    JSON.stringify(status, (_, value) => (value === 0 ? undefined : value)),
  );
}
