import type {
  Finding,
  RolloutAction,
} from '@backstage-realtime/plugin-realtime-common';
import { currentRevision } from '../evaluate/revisions';
import { isStale, isUnderWay, type RolloutView } from '../evaluate/RolloutView';
import { count, name, say } from '../evaluate/say';

/** Why an action is unsafe or without effect now; undefined when it can be done. */
export function refuse(
  action: RolloutAction,
  view: RolloutView,
): Finding | undefined {
  return refuseAny(view) ?? RULES[action](view);
}

function refuseAny({ rollout }: RolloutView): Finding | undefined {
  if (rollout.isDeleting) return say('canary.refused.deleting');
  return rollout.status && !isStale(rollout)
    ? undefined
    : say('canary.refused.stale');
}

type Rule = (view: RolloutView) => Finding | undefined;

const RULES: Readonly<Record<RolloutAction, Rule>> = {
  promote: view =>
    refuseAborted(view) ??
    refuseRunning(view) ??
    refuseUnpaused(view) ??
    refuseKept(view),
  'skip-step': view =>
    refuseSettled(view) ?? refuseAborted(view) ?? refuseSkip(view),
  'promote-full': view =>
    refuseSettled(view) ??
    refuseAborted(view) ??
    refuseFull(view) ??
    refuseAnyRun(view) ??
    refuseDegraded(view) ??
    refuseUnready(view),
  abort: view => refuseSettled(view) ?? refuseAbort(view),
  retry: ({ status }) =>
    status.isAborted ? undefined : say('canary.refused.not-aborted'),
};

function refuseSettled({ isUpdating }: RolloutView): Finding | undefined {
  return isUpdating ? undefined : say('canary.refused.no-update');
}

function refuseAborted({ status }: RolloutView): Finding | undefined {
  return status.isAborted ? say('canary.refused.aborted') : undefined;
}

/** A background one goes on through every step, so ending a pause takes nothing from it. */
function refuseRunning({
  runs,
  areRunsKnown,
}: RolloutView): Finding | undefined {
  if (!areRunsKnown) return say('canary.refused.unread');
  const deciding = runs.some(
    run => run.kind !== 'background' && isUnderWay(run),
  );
  return deciding ? say('canary.refused.analysis-runs') : undefined;
}

/** Promoting fully ends the background one before it has judged. */
function refuseAnyRun({
  runs,
  areRunsKnown,
}: RolloutView): Finding | undefined {
  if (!areRunsKnown) return say('canary.refused.unread');
  return runs.some(isUnderWay)
    ? say('canary.refused.analysis-runs')
    : undefined;
}

function refuseUnpaused({ rollout, status }: RolloutView): Finding | undefined {
  return status.pauses.length > 0 || rollout.isPausedBySpec
    ? undefined
    : say('canary.refused.not-paused');
}

/** Only the spec is kept in a repository; the status is the controller's. */
function refuseKept({ rollout }: RolloutView): Finding | undefined {
  return rollout.isPausedBySpec && rollout.keeper !== undefined
    ? say('canary.refused.git', { manager: name(rollout.keeper) })
    : undefined;
}

function refuseSkip({ rollout, status }: RolloutView): Finding | undefined {
  const { steps } = rollout.strategy;
  if (steps.length === 0 || (status.stepIndex ?? 0) >= steps.length)
    return say('canary.refused.no-steps');
  if (status.pauses.length > 0) return say('canary.refused.paused');
  return status.isPromotedFully ? say('canary.refused.full') : undefined;
}

function refuseFull({ status }: RolloutView): Finding | undefined {
  return status.isPromotedFully ? say('canary.refused.full') : undefined;
}

function refuseDegraded({ phase }: RolloutView): Finding | undefined {
  return phase === 'degraded' ? say('canary.refused.degraded') : undefined;
}

function refuseUnready(view: RolloutView): Finding | undefined {
  const { ready, desired } = view.canary ?? {};
  if (ready === undefined || desired === undefined || ready >= desired)
    return undefined;
  return say('canary.refused.not-ready', {
    revision: currentRevision(view),
    ready: count(ready),
    desired: count(desired),
  });
}

function refuseAbort({ status }: RolloutView): Finding | undefined {
  return status.isAborted ? say('canary.refused.already-aborted') : undefined;
}
