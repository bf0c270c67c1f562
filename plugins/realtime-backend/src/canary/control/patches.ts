import type {
  RolloutAction,
  RolloutPatch,
} from '@backstage-realtime/plugin-realtime-common';
import type { RolloutView } from '../evaluate/RolloutView';

/**
 * The merge patches of an action, in the order they are sent: the fields that
 * the command line of Argo Rollouts sets. The only place they are made, so that
 * what a dialog prints is what is sent.
 */
export function buildPatches(
  action: RolloutAction,
  view: RolloutView,
): RolloutPatch[] {
  switch (action) {
    case 'promote':
      return buildPromote(view);
    case 'skip-step':
      return [ofStatus({ pauseConditions: null, ...nextStep(view) })];
    case 'promote-full':
      return [ofStatus({ promoteFull: true })];
    case 'abort':
      return [ofStatus({ abort: true })];
    case 'retry':
      return [ofStatus({ abort: false })];
    default:
      return [];
  }
}

function buildPromote(view: RolloutView): RolloutPatch[] {
  const { rollout, status } = view;
  const isUndecided = status.pauses.some(({ reason }) =>
    reason.startsWith('Inconclusive'),
  );
  const resume = rollout.isPausedBySpec
    ? [{ body: { spec: { paused: false } } }]
    : [];
  return [
    ...resume,
    ofStatus(
      isUndecided
        ? {
            pauseConditions: null,
            controllerPause: false,
            ...nextStep(view),
          }
        : { pauseConditions: null },
    ),
  ];
}

function nextStep({ rollout, status }: RolloutView): object {
  const { steps } = rollout.strategy;
  if (steps.length === 0) return {};
  const next = Math.min(steps.length, (status.stepIndex ?? 0) + 1);
  return { currentStepIndex: next };
}

function ofStatus(status: Record<string, unknown>): RolloutPatch {
  return { subresource: 'status', body: { status } };
}
