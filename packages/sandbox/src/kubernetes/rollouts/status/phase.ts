import type { RolloutStatus } from '../model/status';
import { hasRouter, type RolloutView } from '../RolloutView';

type Verdict = Pick<RolloutStatus, 'phase' | 'message'>;

const BROKEN = ['RolloutAborted', 'ProgressDeadlineExceeded'];

/** The one word for a status and why, as the real controller finds them. */
export function phaseOf(
  view: Pick<RolloutView, 'spec'>,
  status: RolloutStatus,
): Verdict {
  const conditions = status.conditions ?? [];
  const invalid = conditions.find(({ type }) => type === 'InvalidSpec');
  const broken =
    invalid ?? conditions.find(({ reason }) => BROKEN.includes(reason));
  if (broken) {
    const { message, reason } = broken;
    return { phase: 'Degraded', message: `${reason}: ${message}` };
  }
  if (view.spec.paused) {
    return { phase: 'Paused', message: 'manually paused' };
  }
  const [pause] = status.pauseConditions ?? [];
  if (pause) {
    return { phase: 'Paused', message: pause.reason };
  }
  const message = unfinished(view, status);
  return message ? { phase: 'Progressing', message } : { phase: 'Healthy' };
}

function unfinished(
  view: Pick<RolloutView, 'spec'>,
  status: RolloutStatus,
): string | undefined {
  const { updatedReplicas = 0, replicas = 0, availableReplicas = 0 } = status;
  if (updatedReplicas < view.spec.replicas) {
    return 'more replicas need to be updated';
  }
  if (availableReplicas < updatedReplicas) {
    return 'updated replicas are still becoming available';
  }
  if (!hasRouter(view) && replicas > updatedReplicas) {
    return 'old replicas are pending termination';
  }
  return status.stableRS === status.currentPodHash
    ? undefined
    : 'waiting for all steps to complete';
}
