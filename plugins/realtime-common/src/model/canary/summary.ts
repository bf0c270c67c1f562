import type { RealtimeErrorCode } from '../../errors';
import type { Verdict } from '../health/check';
import { known, type Reading } from '../health/reading';
import type {
  CanaryState,
  RolloutPhase,
  RolloutRef,
  RolloutState,
} from './rollout';

/** How far a rollout is: {@link RolloutState} without what a list does not show. @public */
export interface RolloutProgress {
  verdict: Verdict;
  phase: RolloutPhase;
  /** Percent of the requests that the step asks for. */
  asked: Reading<number>;
  /** Index of the step that runs; `stepCount` when all are done. */
  stepIndex?: number;
  stepCount: number;
}

/** One line of a list of entities: {@link CanaryState} in short, without any times. @public */
export interface CanarySummary {
  entityRef: string;
  /** Rollouts the caller may see. */
  rolloutCount: number;
  /** Missing where there is none. */
  worst?: { ref: RolloutRef; progress: Reading<RolloutProgress> };
  /** The cluster of the worst does not answer: what is told of it is old. */
  isAway: boolean;
  /** Parts of annotations that cannot be used. */
  problemCount: number;
}

/** Rollouts of several entities: the state stream `canary-summary`. @public */
export interface CanaryOverview {
  evaluatedAtMs: number;
  /** In no particular order; entities that were not read yet are missing. */
  rows: CanarySummary[];
  /** Asked entities of which the caller gets nothing, and why. */
  refused: Array<{ entityRef: string; code: RealtimeErrorCode }>;
}

/** The line of an entity in a list. @public */
export function summariseCanary(canary: CanaryState): CanarySummary {
  const [worst] = canary.rollouts;
  const cluster = canary.clusters.find(
    each => each.cluster === worst?.ref.cluster,
  );
  return {
    entityRef: canary.entityRef,
    rolloutCount: canary.rollouts.length,
    worst: worst && {
      ref: worst.ref,
      progress: worst.rollout.known
        ? known(progressOf(worst.rollout.value))
        : worst.rollout,
    },
    isAway: cluster?.mode === 'unreachable',
    problemCount: canary.problems.length,
  };
}

function progressOf(state: RolloutState): RolloutProgress {
  const { phase, stepIndex, steps, verdict, weights } = state;
  const { asked } = weights;
  return { verdict, phase, asked, stepIndex, stepCount: steps.length };
}
