import type {
  Finding,
  RolloutPhase,
  RolloutState,
} from '@backstage-realtime/plugin-realtime-common';
import type { RolloutObjects } from '../objects';
import { readEvents } from './events';
import { tellDryRuns } from './measuring';
import { readPlanned } from './planned';
import { readRevisions } from './revisions';
import { viewRollout, type RolloutView, type SeenUpdate } from './RolloutView';
import { name, say, share, type Story } from './say';
import { readStepIndex, readSteps } from './steps';
import { tellDegraded } from './stories/degraded';
import { tellHealthy } from './stories/healthy';
import { tellPaused } from './stories/paused';
import { tellProgressing } from './stories/progressing';
import { tellUnknown } from './stories/unknown';
import { areStepsMeaningless, readAsked, readWeights } from './weights';

/** The state without what depends on who looks at it. */
export type SharedRolloutState = Omit<RolloutState, 'controls' | 'controlsOff'>;

const STORIES: Readonly<Record<RolloutPhase, (view: RolloutView) => Story>> = {
  healthy: tellHealthy,
  progressing: tellProgressing,
  paused: tellPaused,
  degraded: tellDegraded,
  unknown: tellUnknown,
};

/**
 * What a rollout is about, from what its controller wrote: a pure function of
 * objects and time. Nothing is guessed from the spec that the status tells, and
 * what neither tells is missing with its reason.
 */
export function evaluateRollout(
  objects: RolloutObjects,
  nowMs: number,
  seen?: SeenUpdate,
): SharedRolloutState {
  const view = viewRollout(objects, nowMs, seen);
  const { rollout, phase } = view;
  const story = STORIES[phase](view);
  const steps = readSteps(view);
  return {
    strategy: rollout.strategy.kind,
    phase,
    ...story,
    details: [...story.details, ...tellNotes(view)],
    sinceMs: readSince(view),
    generation: {
      observed: rollout.observedGeneration,
      current: rollout.generation,
    },
    stepIndex: readStepIndex(view),
    steps,
    revisions: readRevisions(view),
    weights: readWeights(view),
    analysis: view.runs,
    planned: readPlanned(view, steps),
    events: readEvents(view, steps),
  };
}

/** What is worth knowing in any phase. */
function tellNotes(view: RolloutView): Finding[] {
  const { rollout, isUpdating } = view;
  const { kind, hasRouter } = rollout.strategy;
  const notes: Array<Finding | false> = [
    ...tellDryRuns(view.runs),
    areStepsMeaningless(rollout) && say('canary.no-steps-possible'),
    kind === 'blue-green' && say('canary.blue-green'),
    kind === 'unknown' && say('canary.strategy.unknown'),
    hasRouter && isUpdating && tellRouter(view),
    rollout.workload !== undefined &&
      say('canary.workload-ref', {
        kind: name(rollout.workload.kind),
        name: name(rollout.workload.name),
      }),
  ];
  return notes.filter(note => note !== false);
}

/** The router follows the step as soon as the pods are ready; when it does not, the share is another than asked for. */
function tellRouter(view: RolloutView): Finding | false {
  const { routerWeight, isRouterVerified } = view.status;
  const { ready = 0, desired = 0 } = view.canary ?? {};
  if (routerWeight === undefined || ready < desired) return false;
  const router = share(routerWeight / 100);
  if (isRouterVerified === false)
    return say('canary.router.unverified', { weight: router });
  const asked = readAsked(view);
  return (
    asked.known &&
    asked.value !== routerWeight &&
    say('canary.router.differs', {
      router,
      weight: share(asked.value / 100),
    })
  );
}

/** The condition that changed when the phase began; the youngest where several do. */
function readSince({ phase, status, abort }: RolloutView): number | undefined {
  if (phase === 'unknown') return undefined;
  if (phase === 'paused') {
    const starts = status.pauses.flatMap(
      ({ startedAtMs }) => startedAtMs ?? [],
    );
    if (starts.length > 0) return Math.min(...starts);
  }
  if (abort?.atMs !== undefined) return abort.atMs;
  const types =
    phase === 'healthy' ? ['Healthy', 'Completed'] : ['Progressing', 'Healthy'];
  const times = status.conditions
    .filter(({ type }) => types.includes(type))
    .flatMap(({ atMs }) => atMs ?? []);
  return times.length > 0 ? Math.max(...times) : undefined;
}
