import { toApiTime } from '../../managed/managers';
import { pauseMsOf, type Step } from '../model/spec';
import type { PauseCondition, RolloutStatus } from '../model/status';
import { stepsOf, type RolloutView } from '../RolloutView';
import { stopWaiting, type Turn } from '../Turn';
import { isPastSteps } from './scale';
import type { Shares } from './weights';

/** How the analysis of a step stands; `none` before its run is there. */
export type Judgement =
  'none' | 'running' | 'successful' | 'failed' | 'inconclusive';

interface Facts {
  view: RolloutView;
  shares: Shares;
  judgement: Judgement;
}

/**
 * Takes at most one step: each is seen by whoever watches. A pause is begun,
 * waited for, or left because its time is over or a person took it away.
 */
export function advance(facts: Facts, turn: Turn): Turn {
  const { view } = facts;
  const { status } = turn;
  if (status.abort || view.spec.paused) {
    return turn;
  }
  if (status.promoteFull) {
    return finish(view, skipToEnd(view, turn));
  }
  if (isPastSteps(view, status)) {
    return finish(view, turn);
  }
  return take(stepsOf(view)[status.currentStepIndex ?? 0], facts, turn);
}

function take(step: Step, facts: Facts, turn: Turn): Turn {
  if (step.pause) {
    return waitOrPass(facts.view, step, turn);
  }
  if (step.analysis) {
    return obey(facts, turn, 'InconclusiveAnalysisRun');
  }
  if (step.experiment) {
    return obey(facts, turn, 'InconclusiveExperiment');
  }
  const isDone = step.setWeight === undefined || hasReached(facts);
  return isDone ? passStep(turn) : resume(turn);
}

function waitOrPass(view: RolloutView, step: Step, turn: Turn): Turn {
  const { pauseConditions = [], controllerPause } = turn.status;
  const since = pauseConditions.find(
    ({ reason }) => reason === 'CanaryPauseStep',
  );
  if (!since) {
    return controllerPause
      ? passStep(turn)
      : pause(view, turn, 'CanaryPauseStep');
  }
  const pauseMs = pauseMsOf(step);
  if (pauseMs === undefined) {
    return turn;
  }
  const endsAt = Date.parse(since.startTime) + pauseMs;
  if (view.nowMs >= endsAt) {
    return passStep(turn);
  }
  turn.againAt.push(endsAt);
  return turn;
}

function obey(
  { view, judgement }: Facts,
  turn: Turn,
  doubt: PauseCondition['reason'],
): Turn {
  switch (judgement) {
    case 'successful':
      return passStep(turn);
    case 'inconclusive':
      return isWaiting(turn.status) ? turn : pause(view, turn, doubt);
    default:
      return resume(turn);
  }
}

function isWaiting({ pauseConditions = [] }: RolloutStatus): boolean {
  return pauseConditions.length > 0;
}

function pause(
  view: RolloutView,
  turn: Turn,
  reason: PauseCondition['reason'],
): Turn {
  const pauseConditions = [{ reason, startTime: toApiTime(view.nowMs) }];
  const status = { ...turn.status, pauseConditions, controllerPause: true };
  return { ...turn, status };
}

function passStep(turn: Turn): Turn {
  const { currentStepIndex = 0 } = turn.status;
  const status = stopWaiting(turn.status);
  return {
    ...turn,
    status: { ...status, currentStepIndex: currentStepIndex + 1 },
  };
}

function resume(turn: Turn): Turn {
  return { ...turn, status: stopWaiting(turn.status) };
}

function skipToEnd(view: RolloutView, turn: Turn): Turn {
  const currentStepIndex = stepsOf(view).length;
  const status = { ...stopWaiting(turn.status), currentStepIndex };
  return { ...turn, status };
}

/** The canary becomes the stable one when all its pods are there. */
function finish(view: RolloutView, turn: Turn): Turn {
  const { newSet, spec } = view;
  if (newSet.available < spec.replicas || newSet.desired < spec.replicas) {
    return turn;
  }
  const { promoteFull, ...status } = turn.status;
  return { ...turn, status: { ...status, stableRS: newSet.hash } };
}

function hasReached({ view, shares }: Facts): boolean {
  const { newSet, stableSet } = view;
  return (
    newSet.desired === shares.canary &&
    newSet.available >= shares.canary &&
    (stableSet?.desired ?? 0) === shares.stable
  );
}
