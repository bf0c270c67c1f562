import type {
  RolloutState,
  RolloutStep,
} from '@backstage-realtime/plugin-realtime-common';
import { formatShare } from '../../format/numbers';
import { ageText } from '../../health/text/ageText';
import type { CanaryText } from '../text/useCanaryText';

/** Time of the cluster, and how it is written. */
export interface StepContext {
  text: CanaryText;
  nowMs: number;
}

/** What stands under the mark of a step: its weight or its kind. */
export function stepName(
  { kind, weight, names = [] }: RolloutStep,
  { words }: CanaryText,
): string {
  if (kind === 'weight' && weight !== undefined)
    return formatShare(weight / 100);
  if (kind === 'plugin' || kind === 'unknown')
    return names[0] ?? words(`stepKind.${kind}`);
  return words(`stepKind.${kind}`);
}

/** When a step was, how it ended, or how long it still takes. */
export function stepSub(step: RolloutStep, context: StepContext): string {
  const { words } = context.text;
  switch (step.state) {
    case 'done':
      return doneText(step, context);
    case 'now':
      return nowText(step, context);
    case 'failed':
      return step.outcome
        ? words(`phase.${step.outcome}`)
        : words('step.failed');
    case 'not-run':
      return words('step.notRun');
    default:
      return aheadText(step, context.text);
  }
}

function doneText(
  { startedAtMs, endsAtMs, measured, outcome }: RolloutStep,
  { text: { words, since } }: StepContext,
): string {
  if (outcome && outcome !== 'successful') return words(`phase.${outcome}`);
  if (measured) return words('step.passed', ofText(measured));
  const atMs = startedAtMs ?? endsAtMs;
  return atMs === undefined ? words('step.done') : since(atMs);
}

function nowText(step: RolloutStep, context: StepContext): string {
  const { words } = context.text;
  if (step.kind === 'pause') return pauseText(step, context);
  const { measured } = step;
  if (!measured) return words('step.running');
  return measured.of === undefined
    ? words('step.measuredOpen', { done: measured.done })
    : words('step.measured', ofText(measured));
}

function ofText({ done, of }: NonNullable<RolloutStep['measured']>) {
  return { done, of: of ?? done };
}

/** `34 s left`; without an end somebody must promote. */
function pauseText(
  { endsAtMs, pauseMs }: RolloutStep,
  { text: { words }, nowMs }: StepContext,
): string {
  if (endsAtMs === undefined)
    return pauseMs === undefined
      ? words('step.untilPromoted')
      : ageText(pauseMs);
  const leftMs = endsAtMs - nowMs;
  return leftMs > 0
    ? words('step.left', { span: ageText(leftMs + 999) })
    : words('step.ending');
}

function aheadText(
  { kind, pauseMs, names = [], weight }: RolloutStep,
  { words }: CanaryText,
): string {
  if (kind === 'pause')
    return pauseMs === undefined
      ? words('step.untilPromoted')
      : ageText(pauseMs);
  if (kind === 'weight') return words('step.weight');
  if (weight !== undefined) return formatShare(weight / 100);
  return kind === 'plugin' || kind === 'unknown' ? '' : names.join(', ');
}

/**
 * The end of the track: all requests on the new revision. Undefined when the
 * last step says so itself, and where there are no steps.
 */
export function endStep({
  steps,
  phase,
  stepIndex,
}: RolloutState): RolloutStep | undefined {
  const last = steps.at(-1);
  if (!last || (last.kind === 'weight' && last.weight === 100))
    return undefined;
  const isStopped = steps.some(
    ({ state }) => state === 'failed' || state === 'not-run',
  );
  if (isStopped) return { kind: 'weight', weight: 100, state: 'not-run' };
  if (phase === 'healthy')
    return { kind: 'weight', weight: 100, state: 'done' };
  const state = stepIndex === steps.length ? 'now' : 'to-do';
  return { kind: 'weight', weight: 100, state };
}
