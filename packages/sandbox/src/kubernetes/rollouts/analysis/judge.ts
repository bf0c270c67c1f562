import { toApiTime } from '../../managed/managers';
import type { KubernetesObject } from '../../model/KubernetesObject';
import type { AnalysisWish } from '../model/spec';
import type { RunStatus } from '../model/status';
import { stepsOf, type RolloutView } from '../RolloutView';
import type { Judgement } from '../steps/advance';
import { isPastSteps } from '../steps/scale';
import { abortTurn, type Turn } from '../Turn';
import {
  isFor,
  isOver,
  messageOfRun,
  phaseOfRun,
  type Place,
  type Runs,
} from './Runs';

export interface Judged {
  turn: Turn;
  /** Of the run of the step. */
  judgement: Judgement;
}

/**
 * Sees to the runs a turn needs and to those it needs no more. A run that
 * failed or that could not measure aborts the rollout.
 */
export function judge(runs: Runs, view: RolloutView, turn: Turn): Judged {
  const { background, step } = wishesOf(view, turn);
  const index = turn.status.currentStepIndex ?? 0;
  const stepRun = step && ensure(runs, view, turn, { stepIndex: index }, step);
  const backgroundRun =
    background && ensure(runs, view, turn, 'background', background);
  endOthers(runs, view, [stepRun, backgroundRun]);
  const canary = {
    ...(stepRun && { currentStepAnalysisRunStatus: told(stepRun) }),
    ...(backgroundRun && {
      currentBackgroundAnalysisRunStatus: told(backgroundRun),
    }),
  };
  const next = { ...turn, status: { ...turn.status, canary } };
  return {
    turn: abortIfFailed(view, next, stepRun, backgroundRun),
    judgement: stepRun ? judgementOf(stepRun) : 'none',
  };
}

/** What is to be measured now: nothing before the first step and after the last. */
function wishesOf(view: RolloutView, { status }: Turn) {
  if (status.abort || status.promoteFull || isPastSteps(view, status)) {
    return {};
  }
  const index = status.currentStepIndex ?? 0;
  const { analysis } = view.spec.strategy.canary;
  const hasBegun = index >= (analysis?.startingStep ?? 0);
  return {
    step: stepsOf(view)[index]?.analysis,
    background: hasBegun ? analysis : undefined,
  };
}

/** The run the status names, or a new one: none yet, of another step, or asked for again. */
function ensure(
  runs: Runs,
  view: RolloutView,
  { status }: Turn,
  place: Place,
  wish: AnalysisWish,
): KubernetesObject {
  const { currentBackgroundAnalysisRunStatus, currentStepAnalysisRunStatus } =
    status.canary ?? {};
  const known =
    place === 'background'
      ? currentBackgroundAnalysisRunStatus
      : currentStepAnalysisRunStatus;
  const found = runs.get(view, known?.name);
  const isWaiting = (status.pauseConditions ?? []).length > 0;
  const isAskedAgain =
    found &&
    phaseOfRun(found) === 'Inconclusive' &&
    status.controllerPause &&
    !isWaiting;
  return found && isFor(found, view, place) && !isAskedAgain
    ? found
    : runs.create(view, place, wish);
}

/** Left over from another step or revision, or from before an abort. */
function endOthers(
  runs: Runs,
  view: RolloutView,
  kept: (KubernetesObject | undefined)[],
): void {
  const names = kept.map(each => each?.metadata.name);
  runs
    .list(view.rollout)
    .filter(each => !isOver(each) && !names.includes(each.metadata.name))
    .forEach(each => runs.terminate(each));
}

function told(run: KubernetesObject): RunStatus {
  const message = messageOfRun(run);
  const status = phaseOfRun(run) || 'Pending';
  return { name: run.metadata.name, status, ...(message && { message }) };
}

/** Of a run, or of anything else with a phase of the same words. */
export function judgementOf(run: KubernetesObject): Judgement {
  switch (phaseOfRun(run)) {
    case 'Successful':
      return 'successful';
    case 'Inconclusive':
      return 'inconclusive';
    case 'Failed':
    case 'Error':
      return 'failed';
    default:
      return 'running';
  }
}

function abortIfFailed(
  view: RolloutView,
  turn: Turn,
  stepRun?: KubernetesObject,
  background?: KubernetesObject,
): Turn {
  const hasFailed = (run?: KubernetesObject) =>
    run && judgementOf(run) === 'failed';
  if (!hasFailed(stepRun) && !hasFailed(background)) {
    return turn;
  }
  const run = hasFailed(stepRun) ? stepRun : background;
  const which = run === stepRun ? 'Step-based' : 'Background';
  const why = run && messageOfRun(run);
  return abortTurn(
    turn,
    `${which} analysis phase error/failed${why ? `: ${why}` : ''}`,
    toApiTime(view.nowMs),
  );
}
