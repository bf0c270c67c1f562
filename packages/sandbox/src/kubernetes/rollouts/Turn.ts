import { toApiTime } from '../managed/managers';
import type { RolloutStatus } from './model/status';
import { stepsOf, type RolloutView } from './RolloutView';

/** What one look at a rollout comes to, before it is written. */
export interface Turn {
  status: RolloutStatus;
  /** Why this turn aborts; empty when a person asked. */
  abortedBecause?: string;
  hasRetried: boolean;
  /** Pods did not come in time. */
  hasTimedOut: boolean;
  /** Times at which something is due though nothing changes, ms since 1970. */
  againAt: number[];
}

/**
 * Starts from the last status: a new template or new steps begin at the first
 * step, the first revision of all and a way back to the stable one skip them,
 * an abort ends waiting.
 */
export function startTurn(view: RolloutView): Turn {
  const { hash, nowMs, status, stepsHash } = view;
  const isNew =
    status.currentPodHash !== hash || status.currentStepHash !== stepsHash;
  const fresh = isNew ? beginAgain(view) : status;
  const stableRS = fresh.stableRS ?? hash;
  const base = { ...fresh, stableRS };
  const turn = { hasRetried: false, hasTimedOut: false, againAt: [] };
  if (base.abort) {
    const abortedAt = base.abortedAt ?? toApiTime(nowMs);
    const done = stableRS === hash ? stepsOf(view).length : 0;
    const aborted = { ...stopWaiting(base), abortedAt, currentStepIndex: done };
    return { ...turn, status: aborted };
  }
  const { abortedAt, abort, ...going } = base;
  return { ...turn, status: going, hasRetried: abortedAt !== undefined };
}

function beginAgain(view: RolloutView): RolloutStatus {
  const { hash, status, stepsHash } = view;
  const { abort, abortedAt, promoteFull, ...kept } = stopWaiting(status);
  const isKnown = status.stableRS === undefined || status.stableRS === hash;
  return {
    ...kept,
    canary: {},
    currentPodHash: hash,
    currentStepHash: stepsHash,
    currentStepIndex: isKnown ? stepsOf(view).length : 0,
  };
}

export function stopWaiting(status: RolloutStatus): RolloutStatus {
  const { controllerPause, pauseConditions, ...rest } = status;
  return rest;
}

/** `because`: in the words of who found it out. `at`: time of the API. */
export function abortTurn(turn: Turn, because: string, at: string): Turn {
  return {
    ...turn,
    abortedBecause: because,
    status: {
      ...stopWaiting(turn.status),
      abort: true,
      abortedAt: at,
      currentStepIndex: 0,
      canary: {},
    },
  };
}
