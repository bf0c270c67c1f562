import type {
  AnalysisMetric,
  AnalysisRun,
  Finding,
} from '@backstage-realtime/plugin-realtime-common';
import type { RolloutView } from './RolloutView';
import { count, name, say, time } from './say';

/** How close the runs that go on are to ending badly, and when more is known. */
export function tellMeasuring({ runs }: RolloutView): Finding[] {
  const running = runs.filter(({ phase }) => phase === 'running');
  const deciding = running
    .flatMap(({ metrics }) => metrics)
    .filter(metric => !metric.isDryRun);
  return [...deciding.flatMap(tellMetric), ...tellNext(deciding)];
}

function tellMetric(metric: AnalysisMetric): Finding[] {
  if (metric.phase !== 'running' && metric.phase !== 'inconclusive') return [];
  const { counts, left } = metric;
  return [
    ...tellFailures(metric),
    ...tellErrors(metric),
    ...(counts.inconclusive > 0
      ? [
          say('canary.measured.inconclusive', {
            metric: name(metric.name),
            count: count(counts.inconclusive),
            left: count(left.inconclusive),
          }),
        ]
      : []),
  ];
}

function tellFailures(metric: AnalysisMetric): Finding[] {
  const { counts, left } = metric;
  if (counts.failed > 0) return [tellFailed(metric)];
  return left.failed === 0
    ? [say('canary.measured.none-may-fail', { metric: name(metric.name) })]
    : [];
}

function tellFailed(metric: AnalysisMetric): Finding {
  const { counts, left } = metric;
  const sentence =
    left.failed === 0
      ? 'canary.measured.failed.last'
      : 'canary.measured.failed';
  return say(sentence, {
    metric: name(metric.name),
    count: count(counts.failed),
    value: name(lastFailed(metric)),
    condition: name(conditionOf(metric)),
    left: count(left.failed),
  });
}

function tellErrors(metric: AnalysisMetric): Finding[] {
  const { left } = metric;
  const row = errorsInRow(metric);
  if (row.length === 0) return [];
  const isWithoutData = row.every(
    ({ value }) => !value.known && value.missing.code === 'no-data',
  );
  const sentence = isWithoutData
    ? 'canary.measured.no-data'
    : 'canary.measured.error';
  return [
    say(sentence, {
      metric: name(metric.name),
      count: count(row.length),
      // The one that exceeds the limit ends the run.
      left: count(left.error + 1),
    }),
  ];
}

/** Errors end a run only in a row, so those before a good measurement are forgotten. */
export function errorsInRow({
  measurements,
}: AnalysisMetric): AnalysisMetric['measurements'] {
  const good = measurements.findLastIndex(({ phase }) => phase !== 'error');
  return measurements.slice(good + 1);
}

function tellNext(metrics: readonly AnalysisMetric[]): Finding[] {
  const due = metrics.flatMap(({ dueAtMs }) => dueAtMs ?? []);
  return due.length > 0
    ? [say('canary.measured.next', { dueAt: time(Math.min(...due)) })]
    : [];
}

/** Dry runs that ended badly: worth knowing, and no reason for anything. */
export function tellDryRuns(runs: readonly AnalysisRun[]): Finding[] {
  const [newest] = runs;
  const bad = (newest?.metrics ?? []).filter(
    ({ isDryRun, phase }) =>
      isDryRun && ['failed', 'error', 'inconclusive'].includes(phase),
  );
  return bad.map(metric =>
    say('canary.measured.dry-run', {
      metric: name(metric.name),
      outcome: name(metric.phase),
    }),
  );
}

/** As it stands where it is one comparison, `< 0.5`; else as it is written. */
export function conditionOf({
  limit,
  successCondition,
  failureCondition,
}: AnalysisMetric): string {
  if (limit) return `${limit.operator} ${limit.value}`;
  if (successCondition) return successCondition;
  return failureCondition ? `not ${failureCondition}` : '–';
}

function lastFailed({ measurements }: AnalysisMetric): string {
  const failed = measurements.findLast(({ phase }) => phase === 'failed');
  return failed ? valueText(failed) : '–';
}

/** The number with the digits that tell it from its limit; what was answered where it is none. */
export function valueText({
  value,
  raw,
}: AnalysisMetric['measurements'][number]): string {
  if (value.known) return String(Number(value.value.toPrecision(4)));
  return raw ?? '–';
}
