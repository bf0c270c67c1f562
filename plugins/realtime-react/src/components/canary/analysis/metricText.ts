import {
  formatFindingValue,
  type AnalysisMetric,
  type AnalysisRun,
  type MeasurementLimit,
  type PlannedAnalysis,
} from '@backstage-realtime/plugin-realtime-common';
import { isOpenPhase, isStopped } from '../text/phases';
import type { CanaryText } from '../text/useCanaryText';

const SIGNS: Record<MeasurementLimit['operator'], string> = {
  '<': '<',
  '<=': '≤',
  '>': '>',
  '>=': '≥',
};

/** Stands for a limit that is switched off. */
const NO_LIMIT = Number.MAX_SAFE_INTEGER;

/** A measured number with three digits, as limits are often near: `1.04`, `0.61`, `1,234`. */
export function numberText(value: number): string {
  if (Math.abs(value) >= 100)
    return formatFindingValue({ kind: 'number', value });
  return String(Number(value.toPrecision(3))).replace(/^-/, '−');
}

/** `< 0.5`; undefined when the condition is more than one comparison. */
export function limitText({ limit }: AnalysisMetric): string | undefined {
  return limit && `${SIGNS[limit.operator]} ${numberText(limit.value)}`;
}

/** `1 failed, 1 more allowed · 1 without data`: how close the metric is to failing. */
export function failuresText(
  metric: AnalysisMetric,
  { words }: CanaryText,
): string {
  const { counts } = metric;
  const parts = [failedText(metric, words)];
  if (counts.inconclusive > 0)
    parts.push(words('analysis.inconclusive', { n: counts.inconclusive }));
  if (counts.error > 0)
    parts.push(words('analysis.errors', { n: counts.error }));
  return parts.join(' · ');
}

function failedText(
  { counts: { failed: n }, failuresAllowed, left, phase }: AnalysisMetric,
  words: CanaryText['words'],
): string {
  // Behind a limit that is switched off is no number of failures.
  if (isOpenPhase(phase) && left.failed < NO_LIMIT)
    return words('analysis.failuresLeft', { n, left: left.failed });
  return isOpenPhase(phase) || failuresAllowed === undefined
    ? words('analysis.failures', { n })
    : words('analysis.failuresOf', { n, allowed: failuresAllowed });
}

/** `5 measurements, every 30 s · 2 may fail`: what is ahead of a metric. */
export function plannedText(
  { of, intervalMs, left }: AnalysisMetric,
  { words, value }: CanaryText,
): string {
  const count =
    of === undefined
      ? words('analysis.plannedOpen')
      : words('analysis.plannedCount', { count: of });
  const isRepeated = intervalMs !== undefined && of !== 1;
  const span = value({ kind: 'duration', ms: intervalMs ?? 0 });
  return [
    isRepeated ? words('analysis.plannedEvery', { count, span }) : count,
    ...(left.failed < NO_LIMIT
      ? [words('analysis.mayFail', { count: left.failed })]
      : []),
  ].join(' · ');
}

/** `starts after the pause, at 14:08:04: cpu`. */
export function startText(
  { kind, names, startsAtMs, stepIndex }: PlannedAnalysis,
  { words, clock }: CanaryText,
): string {
  const all = names.join(', ');
  if (kind === 'background')
    return words('analysis.aheadBeside', { n: stepIndex + 1, names: all });
  return startsAtMs === undefined
    ? words('analysis.ahead', { n: stepIndex + 1, names: all })
    : words('analysis.aheadAt', { time: clock(startsAtMs), names: all });
}

/** `Running 3 of 5`, `Failed`, `Stopped`. */
export function resultText(
  run: AnalysisRun,
  metric: AnalysisMetric,
  { words }: CanaryText,
): string {
  const { phase, counts, of } = metric;
  if (isStopped(run, metric)) return words('analysis.stopped');
  const name = words(`phaseTitle.${phase}`);
  if (phase !== 'running') return name;
  return of === undefined
    ? words('analysis.runningOpen', { phase: name, n: counts.total })
    : words('analysis.running', { phase: name, n: counts.total, of });
}

/** True when a measurement did not go well, so that there is something to explain. */
export function isWorthWhy({ counts, message }: AnalysisMetric): boolean {
  return (
    counts.failed + counts.inconclusive + counts.error > 0 ||
    message !== undefined
  );
}

/** `run pingpong-counter-8-6 · step 6 · every 30 s`. */
export function runText(run: AnalysisRun, text: CanaryText): string {
  const { words, value } = text;
  const intervals = new Set(run.metrics.map(metric => metric.intervalMs));
  const [intervalMs] = intervals;
  const parts = [words('analysis.run', { name: run.name })];
  parts.push(
    run.kind === 'step' && run.stepIndex !== undefined
      ? words('analysis.ofStep', { n: run.stepIndex + 1 })
      : words(`runKind.${run.kind}`),
  );
  if (intervals.size === 1 && intervalMs !== undefined)
    parts.push(
      words('analysis.every', {
        span: value({ kind: 'duration', ms: intervalMs }),
      }),
    );
  return parts.join(' · ');
}
