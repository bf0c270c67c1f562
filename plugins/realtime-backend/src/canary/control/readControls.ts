import {
  ROLLOUT_ACTIONS,
  type Finding,
  type RolloutAction,
  type RolloutControl,
  type RolloutState,
} from '@backstage-realtime/plugin-realtime-common';
import { currentRevision, stableRevision } from '../evaluate/revisions';
import {
  isUnderWay,
  viewRollout,
  type RolloutView,
} from '../evaluate/RolloutView';
import { count, say } from '../evaluate/say';
import type { RolloutObjects } from '../objects';
import { buildPatches } from './patches';
import { refuse } from './refuse';

/** What the caller may do, or why nothing can be done at all. */
export function readControls(
  objects: RolloutObjects,
  {
    areControlsOn,
    mayControl,
  }: { areControlsOn: boolean; mayControl: boolean },
): Pick<RolloutState, 'controls' | 'controlsOff'> {
  if (!mayControl) return { controls: [] };
  if (!areControlsOn)
    return { controls: [], controlsOff: say('canary.controls.off') };
  const view = viewRollout(objects, 0);
  return {
    controls: ROLLOUT_ACTIONS.map(action => readControl(action, view)),
  };
}

/** One action on a rollout as it stands: the same patches for the dialog and for the cluster. */
export function readControl(
  action: RolloutAction,
  view: RolloutView,
): RolloutControl {
  return {
    action,
    patches: buildPatches(action, view),
    expects: nameState(view),
    consequence: tellConsequence(action, view),
    refusal: refuse(action, view),
  };
}

/**
 * What an action depends on, as a text to compare: pods that come and go in
 * between change nothing, another step or revision does.
 */
export function nameState({ rollout, status, runs }: RolloutView): string {
  return [
    rollout.uid ?? rollout.name,
    rollout.generation,
    status.currentHash ?? '-',
    status.stableHash ?? '-',
    status.phase ?? '-',
    status.stepIndex ?? '-',
    status.isAborted ? 'aborted' : '-',
    status.isPromotedFully ? 'full' : '-',
    status.pauses.map(({ reason }) => reason).join('+') || '-',
    runs.some(isUnderWay) ? 'analysis' : '-',
  ].join('/');
}

function tellConsequence(action: RolloutAction, view: RolloutView): Finding {
  const { rollout, status } = view;
  const { steps } = rollout.strategy;
  const index = status.stepIndex ?? 0;
  const values = {
    revision: currentRevision(view),
    stable: stableRevision(view),
    step: count(index + 1),
    steps: count(steps.length),
  };
  if (action === 'promote') return tellPromote(view, index, values);
  const isAnalysis = steps[index]?.kind === 'analysis';
  return action === 'skip-step' && isAnalysis
    ? say('canary.control.skip-step.analysis', values)
    : say(`canary.control.${action}`, values);
}

function tellPromote(
  { rollout, status }: RolloutView,
  index: number,
  values: Finding['values'],
): Finding {
  const { kind, steps } = rollout.strategy;
  const reasons = status.pauses.map(({ reason }) => reason);
  if (kind === 'blue-green')
    return say('canary.control.promote.blue-green', values);
  if (rollout.isPausedBySpec && reasons.length === 0)
    return say('canary.control.promote.resume', values);
  if (index + 1 >= steps.length)
    return say('canary.control.promote.last', values);
  const next = { ...values, step: count(index + 2) };
  return reasons.includes('InconclusiveAnalysisRun')
    ? say('canary.control.promote.inconclusive', next)
    : say('canary.control.promote', next);
}
