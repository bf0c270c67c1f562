import { toApiTime } from '../../managed/managers';
import { stepsOf, type RolloutView } from '../RolloutView';
import { stopWaiting, type Turn } from '../Turn';

/**
 * Pods that do not come for longer than the deadline: the turn has timed out,
 * and aborts where the strategy says so. An analysis may take its time.
 */
export function heedDeadline(view: RolloutView, turn: Turn): Turn {
  if (turn.status.abort || !isLate(view, turn)) {
    return turn;
  }
  if (!view.spec.progressDeadlineAbort) {
    return { ...turn, hasTimedOut: true };
  }
  const { name } = view.newSet.object.metadata;
  return {
    ...turn,
    abortedBecause: `ReplicaSet "${name}" has timed out progressing.`,
    status: {
      ...stopWaiting(turn.status),
      abort: true,
      abortedAt: toApiTime(view.nowMs),
      currentStepIndex: 0,
    },
  };
}

function isLate(view: RolloutView, turn: Turn): boolean {
  const { newSet, nowMs, spec, status } = view;
  const last = status.conditions?.find(({ type }) => type === 'Progressing');
  const step = stepsOf(view)[turn.status.currentStepIndex ?? 0];
  const isWaiting = step?.analysis ?? step?.pause;
  const isShort = newSet.available < newSet.desired;
  if (!isShort || isWaiting || !last) {
    return false;
  }
  const allowedMs = spec.progressDeadlineSeconds * 1_000;
  const isOfThisSet = last.message.includes(newSet.object.metadata.name);
  const since = isOfThisSet ? Date.parse(last.lastUpdateTime) : nowMs;
  const isStuck = isOfThisSet && last.reason === 'ProgressDeadlineExceeded';
  if (isStuck || nowMs >= since + allowedMs) {
    return true;
  }
  turn.againAt.push(since + allowedMs);
  return false;
}
