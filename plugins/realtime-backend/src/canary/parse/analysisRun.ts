import type {
  AnalysisMetric,
  AnalysisRun,
  Measurement,
} from '@backstage-realtime/plugin-realtime-common';
import type { KubernetesObject } from '@backstage-realtime/plugin-realtime-node';
import { readDryRuns } from './analysisRef';
import { readLimit } from './condition';
import {
  countAt,
  durationAt,
  fieldsAt,
  fieldsOf,
  isTrueAt,
  listAt,
  numberAt,
  textAt,
  timeAt,
  type Fields,
} from './fields';
import { analysisMessageAt, parseMeasurement, phaseAt } from './measurement';
import { readIdentity, type ObjectIdentity } from './metadata';

/** An AnalysisRun with who owns it. */
export interface AnalysisRunObject extends ObjectIdentity {
  run: AnalysisRun;
}

/** Metrics of a run, and measurements of a metric, that are kept; the cluster keeps ten by default. */
const MAX_METRICS = 50;
const MAX_MEASUREMENTS = 30;
const MAX_CONDITION = 500;
const MAX_QUERY = 4_000;

/** The controller's own default for errors in a row. */
const ERRORS_ALLOWED = 4;

/** Stands for a limit that is switched off with -1. */
const NO_LIMIT = Number.MAX_SAFE_INTEGER;

const KINDS: Readonly<Record<string, AnalysisRun['kind']>> = {
  Step: 'step',
  Background: 'background',
  PrePromotion: 'pre-promotion',
  PostPromotion: 'post-promotion',
};

export function parseAnalysisRun(object: KubernetesObject): AnalysisRunObject {
  const identity = readIdentity(object);
  const labels = object.metadata.labels ?? {};
  const spec = fieldsOf(object.spec);
  const status = fieldsOf(object.status);
  const message = analysisMessageAt(status);
  const type = labels['rollout-type'] ?? '';
  const run: AnalysisRun = {
    name: identity.name,
    kind: Object.hasOwn(KINDS, type) ? KINDS[type] : 'experiment',
    stepIndex: numberAt(labels, 'step-index'),
    podHash: identity.podHash,
    phase: phaseAt(status),
    message,
    startedAtMs: timeAt(status, 'startedAt') ?? identity.createdAtMs,
    completedAtMs: timeAt(status, 'completedAt'),
    isTerminated:
      isTrueAt(spec, 'terminate') || /terminated/i.test(message ?? ''),
    metrics: readMetrics(spec, status),
  };
  return { ...identity, run };
}

/** In the order of the spec; results come in an order of their own. */
function readMetrics(spec: Fields, status: Fields): AnalysisMetric[] {
  const results = listAt(status, 'metricResults', MAX_METRICS).map(fieldsOf);
  const dryRuns = readDryRuns(spec);
  return listAt(spec, 'metrics', MAX_METRICS).map(each => {
    const metric = fieldsOf(each);
    const name = textAt(metric, 'name') ?? '';
    const result = results.find(candidate => candidate.name === name) ?? {};
    const isDryRun = isTrueAt(result, 'dryRun') || dryRuns.includes(name);
    return readMetric(name, metric, result, isDryRun);
  });
}

/** A metric as it is planned: nothing is measured, nothing used up. */
export function planMetric(metric: Fields, isDryRun: boolean): AnalysisMetric {
  return readMetric(textAt(metric, 'name') ?? '', metric, {}, isDryRun);
}

function readMetric(
  name: string,
  metric: Fields,
  result: Fields,
  isDryRun: boolean,
): AnalysisMetric {
  const successCondition = textAt(metric, 'successCondition', MAX_CONDITION);
  const failureCondition = textAt(metric, 'failureCondition', MAX_CONDITION);
  const phase = phaseAt(result);
  const intervalMs = durationAt(metric, 'interval');
  const of = readCount(metric, intervalMs);
  const measurements = listAt(result, 'measurements', 1_000)
    .slice(-MAX_MEASUREMENTS)
    .map(each => parseMeasurement(fieldsOf(each)));
  const counts = readCounts(result, measurements);
  return {
    name,
    phase,
    successCondition,
    failureCondition,
    limit: readLimit(successCondition, failureCondition),
    measurements,
    counts,
    of,
    intervalMs,
    dueAtMs: readDue(result, { phase, of, intervalMs, counts, measurements }),
    left: readLeft(metric, result),
    failuresAllowed: readAllowed(metric),
    isDryRun,
    message: analysisMessageAt(result),
    query: textAt(
      fieldsAt(result, 'metadata'),
      'ResolvedPrometheusQuery',
      MAX_QUERY,
    ),
  };
}

/** Without an interval there is one measurement, with one and without a count there is no end. */
function readCount(
  metric: Fields,
  intervalMs: number | undefined,
): number | undefined {
  const asked = numberAt(metric, 'count');
  if (asked !== undefined && asked > 0) return asked;
  return intervalMs === undefined ? 1 : undefined;
}

/** `count` of the controller leaves errors out; here it is every measurement. */
function readCounts(
  result: Fields,
  measurements: readonly Measurement[],
): AnalysisMetric['counts'] {
  const ended = {
    successful: countAt(result, 'successful'),
    failed: countAt(result, 'failed'),
    inconclusive: countAt(result, 'inconclusive'),
    error: countAt(result, 'error'),
  };
  const { successful, failed, inconclusive, error } = ended;
  const total = successful + failed + inconclusive + error;
  return { total: Math.max(total, measurements.length), ...ended };
}

/** When the provider or the interval says so; missing once the metric has ended. */
function readDue(
  result: Fields,
  metric: Pick<
    AnalysisMetric,
    'phase' | 'of' | 'intervalMs' | 'counts' | 'measurements'
  >,
): number | undefined {
  const { phase, of, intervalMs, counts, measurements } = metric;
  const isOver = of !== undefined && counts.total - counts.error >= of;
  if (phase !== 'running' || isOver) return undefined;
  const measured = listAt(result, 'measurements', 1_000).map(fieldsOf).at(-1);
  const resumeAtMs = measured && timeAt(measured, 'resumeAt');
  if (resumeAtMs !== undefined) return resumeAtMs;
  const lastMs = measurements.at(-1)?.finishedAtMs;
  return lastMs === undefined || intervalMs === undefined
    ? undefined
    : lastMs + intervalMs;
}

function readAllowed(metric: Fields): number | undefined {
  const allowed = numberAt(metric, 'failureLimit') ?? 0;
  return allowed < 0 ? undefined : allowed;
}

function readLeft(metric: Fields, result: Fields): AnalysisMetric['left'] {
  const leftOf = (limit: string, used: string, byDefault: number) => {
    const allowed = numberAt(metric, limit) ?? byDefault;
    if (allowed < 0) return NO_LIMIT;
    return Math.max(0, allowed - countAt(result, used));
  };
  return {
    failed: leftOf('failureLimit', 'failed', 0),
    inconclusive: leftOf('inconclusiveLimit', 'inconclusive', 0),
    error: leftOf('consecutiveErrorLimit', 'consecutiveError', ERRORS_ALLOWED),
  };
}
