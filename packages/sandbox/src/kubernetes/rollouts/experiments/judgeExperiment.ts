import { toApiTime } from '../../managed/managers';
import type { KubernetesObject } from '../../model/KubernetesObject';
import { judgementOf, type Judged } from '../analysis/judge';
import { isFor, messageOfRun, phaseOfRun } from '../analysis/Runs';
import type { ExperimentWish } from '../model/spec';
import { stepsOf, type RolloutView } from '../RolloutView';
import { isPastSteps } from '../steps/scale';
import { abortTurn, type Turn } from '../Turn';
import type { Experiments } from './Experiments';

/**
 * Sees to the experiment of the step, if that is what the step is. One that
 * failed aborts the rollout, as an analysis does.
 */
export function judgeExperiment(
  experiments: Experiments,
  view: RolloutView,
  judged: Judged,
): Judged {
  const { turn } = judged;
  const wish = wishOf(view, turn);
  const experiment = wish && ensure(experiments, view, turn, wish);
  experiments.endOthers(view, experiment);
  if (!experiment) {
    return judged;
  }
  const judgement = judgementOf(experiment);
  if (judgement === 'failed') {
    const why = messageOfRun(experiment) ?? phaseOfRun(experiment);
    return { judgement, turn: abortTurn(turn, why, toApiTime(view.nowMs)) };
  }
  const currentExperiment = experiment.metadata.name;
  const canary = { ...turn.status.canary, currentExperiment };
  return { judgement, turn: { ...turn, status: { ...turn.status, canary } } };
}

function wishOf(
  view: RolloutView,
  { status }: Turn,
): ExperimentWish | undefined {
  if (status.abort || status.promoteFull || isPastSteps(view, status)) {
    return undefined;
  }
  return stepsOf(view)[status.currentStepIndex ?? 0]?.experiment;
}

/** The one the status names, or a new one: none yet, of another step, or asked for again. */
function ensure(
  experiments: Experiments,
  view: RolloutView,
  { status }: Turn,
  wish: ExperimentWish,
): KubernetesObject {
  const stepIndex = status.currentStepIndex ?? 0;
  const known = view.status.canary?.currentExperiment;
  const found = experiments.get(view, known);
  const isAskedAgain =
    found &&
    phaseOfRun(found) === 'Inconclusive' &&
    status.controllerPause &&
    (status.pauseConditions ?? []).length === 0;
  return found && isFor(found, view, { stepIndex }) && !isAskedAgain
    ? found
    : experiments.create(view, stepIndex, wish);
}
