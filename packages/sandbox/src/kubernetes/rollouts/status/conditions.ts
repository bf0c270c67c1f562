import { toApiTime } from '../../managed/managers';
import type { Condition, RolloutStatus } from '../model/status';
import type { RolloutView } from '../RolloutView';
import { isPastSteps } from '../steps/scale';
import type { Turn } from '../Turn';

type Fact = Pick<Condition, 'type' | 'status' | 'reason' | 'message'>;

/** The conditions of a turn; their times move only when what they say does. */
export function conditionsOf(view: RolloutView, turn: Turn): Condition[] {
  const facts = [
    available(view),
    healthy(view, turn.status),
    completed(view, turn.status),
    ...paused(view, turn.status),
    progressing(view, turn),
  ];
  const now = toApiTime(view.nowMs);
  return facts
    .map(fact => stampFact(view.status.conditions ?? [], fact, now))
    .map(each =>
      isMoving(each, view, turn) ? { ...each, lastUpdateTime: now } : each,
    );
}

/** Pods that come and steps that are taken put the deadline off. */
function isMoving(
  { reason }: Condition,
  { newSet, sets, status }: RolloutView,
  turn: Turn,
): boolean {
  const count = sets.reduce((sum, each) => sum + each.available, 0);
  const hasMoved =
    count !== (status.availableReplicas ?? 0) ||
    newSet.replicas !== (status.updatedReplicas ?? 0) ||
    turn.status.currentStepIndex !== status.currentStepIndex;
  return reason === 'ReplicaSetUpdated' && hasMoved;
}

export function stampFact(
  before: Condition[],
  fact: Fact,
  now: string,
): Condition {
  const last = before.find(({ type }) => type === fact.type);
  const isSame =
    last?.status === fact.status &&
    last.reason === fact.reason &&
    last.message === fact.message;
  if (last && isSame) {
    return last;
  }
  const since = last?.status === fact.status ? last.lastTransitionTime : now;
  return { ...fact, lastUpdateTime: now, lastTransitionTime: since };
}

const flag = (is: boolean) => (is ? 'True' : 'False');

function available({ sets, spec, stableSet }: RolloutView): Fact {
  const count = sets.reduce((sum, each) => sum + each.available, 0);
  const isEnough = count >= spec.replicas && stableSet !== undefined;
  return {
    type: 'Available',
    status: flag(isEnough),
    reason: 'AvailableReason',
    message: isEnough
      ? 'Rollout has minimum availability'
      : 'Rollout does not have minimum availability',
  };
}

function healthy(view: RolloutView, status: RolloutStatus): Fact {
  const isHealthy = isComplete(view, status);
  return {
    type: 'Healthy',
    status: flag(isHealthy),
    reason: 'RolloutHealthy',
    message: isHealthy ? 'Rollout is healthy' : 'Rollout is not healthy',
  };
}

function completed(view: RolloutView, status: RolloutStatus): Fact {
  const { stableRS, currentPodHash } = status;
  return {
    type: 'Completed',
    status: flag(stableRS === currentPodHash && isPastSteps(view, status)),
    reason: 'RolloutCompleted',
    message: 'RolloutCompleted',
  };
}

function isPaused({ spec }: RolloutView, status: RolloutStatus): boolean {
  return spec.paused || (status.pauseConditions ?? []).length > 0;
}

/** Told from the first pause on, and never forgotten. */
function paused(view: RolloutView, status: RolloutStatus): Fact[] {
  const is = isPaused(view, status);
  const known = view.status.conditions?.some(({ type }) => type === 'Paused');
  const reason = 'RolloutPaused';
  const message = 'Rollout is paused';
  return is || known
    ? [{ type: 'Paused', status: flag(is), reason, message }]
    : [];
}

function progressing(view: RolloutView, turn: Turn): Fact {
  const { status } = turn;
  const type = 'Progressing';
  const last = view.status.conditions?.find(each => each.type === type);
  if (status.abort) {
    return abortFact(view, turn, last);
  }
  if (isPaused(view, status)) {
    const message = 'Rollout is paused';
    return { type, status: 'Unknown', reason: 'RolloutPaused', message };
  }
  if (turn.hasRetried) {
    const message = 'Retrying Rollout after abort';
    return { type, status: 'Unknown', reason: 'RolloutRetry', message };
  }
  const name = view.newSet.object.metadata.name;
  if (isComplete(view, status)) {
    const message = `ReplicaSet "${name}" has successfully progressed.`;
    return { type, status: 'True', reason: 'NewReplicaSetAvailable', message };
  }
  if (turn.hasTimedOut) {
    const message = `ReplicaSet "${name}" has timed out progressing.`;
    const reason = 'ProgressDeadlineExceeded';
    return { type, status: 'False', reason, message };
  }
  const message = `ReplicaSet "${name}" is progressing.`;
  return { type, status: 'True', reason: 'ReplicaSetUpdated', message };
}

function abortFact(view: RolloutView, turn: Turn, last?: Condition): Fact {
  if (last?.reason === 'RolloutAborted' && !turn.abortedBecause) {
    return last;
  }
  const why = turn.abortedBecause ? `: ${turn.abortedBecause}` : '';
  return {
    type: 'Progressing',
    status: 'False',
    reason: 'RolloutAborted',
    message: `Rollout aborted update to revision ${view.newSet.revision}${why}`,
  };
}

/** All pods are of the stable revision, and there. */
export function isComplete(view: RolloutView, status: RolloutStatus): boolean {
  const { newSet, sets, spec } = view;
  const others = sets
    .filter(({ hash, keepUntilMs }) => hash !== newSet.hash && !keepUntilMs)
    .reduce((sum, { replicas }) => sum + replicas, 0);
  return (
    status.stableRS === newSet.hash &&
    newSet.replicas === spec.replicas &&
    newSet.available === spec.replicas &&
    others === 0
  );
}
