import { amountOf } from '../model/spec';
import type { RolloutStatus } from '../model/status';
import type { PodSet, ReplicaSets } from '../pods/ReplicaSets';
import { hasRouter, stepsOf, type RolloutView } from '../RolloutView';
import type { Turn } from '../Turn';
import { askedWeight, sharesFor, type Shares } from './weights';

/**
 * Moves the pods of all sets towards what the turn asks for, never beyond the
 * surge and never below the availability that the strategy allows.
 */
export function scaleSets(
  sets: ReplicaSets,
  view: RolloutView,
  turn: Turn,
): Shares {
  const { newSet, stableSet, spec } = view;
  const shares = targetOf(view, turn.status);
  const total = spec.replicas;
  if (!stableSet || stableSet.hash === newSet.hash) {
    sets.scale(newSet, total, total);
    sets.keepUntil(newSet, undefined);
    view.sets
      .filter(each => each.hash !== newSet.hash)
      .forEach(each => scaleAway(sets, view, turn, each));
    return { canary: total, stable: 0 };
  }
  sets.keepUntil(stableSet, undefined);
  scaleCanary(sets, view, turn, shares);
  sets.scale(stableSet, nextStable(view, stableSet, shares), total);
  view.sets
    .filter(({ hash }) => hash !== newSet.hash && hash !== stableSet.hash)
    .forEach(each => sets.scale(each, 0, total));
  return shares;
}

function targetOf(view: RolloutView, status: RolloutStatus): Shares {
  return sharesFor(view, askedWeight(view, status));
}

function scaleCanary(
  sets: ReplicaSets,
  view: RolloutView,
  turn: Turn,
  shares: Shares,
): void {
  const { newSet, spec } = view;
  if (shares.canary === 0 && turn.status.abort) {
    scaleAway(sets, view, turn, newSet);
    return;
  }
  sets.keepUntil(newSet, undefined);
  const surge = amountOf(
    spec.strategy.canary.maxSurge,
    spec.replicas,
    Math.ceil,
  );
  const limit = hasRouter(view)
    ? Infinity
    : Math.max(spec.replicas + surge, shares.canary + shares.stable);
  const others = view.sets
    .filter(({ hash }) => hash !== newSet.hash)
    .reduce((sum, { desired }) => sum + desired, 0);
  const room = Math.max(newSet.desired, limit - others);
  sets.scale(newSet, Math.min(shares.canary, room), spec.replicas);
}

function nextStable(
  view: RolloutView,
  stableSet: PodSet,
  shares: Shares,
): number {
  const { spec } = view;
  if (stableSet.desired <= shares.stable || hasRouter(view)) {
    return shares.stable;
  }
  const canaryMax = spec.strategy.canary.maxUnavailable;
  const unavailable = amountOf(canaryMax, spec.replicas, Math.floor);
  const available = view.sets.reduce((sum, each) => sum + each.available, 0);
  const spare = Math.max(0, available - (spec.replicas - unavailable));
  return Math.max(shares.stable, stableSet.desired - spare);
}

/** With a router pods stay for a while after they got their last request. */
function scaleAway(
  sets: ReplicaSets,
  view: RolloutView,
  turn: Turn,
  set: PodSet,
): void {
  const { canary } = view.spec.strategy;
  const delay = turn.status.abort
    ? canary.abortScaleDownDelaySeconds
    : canary.scaleDownDelaySeconds;
  const isOver = set.desired === 0 || !hasRouter(view) || delay === 0;
  const keepUntil = isOver
    ? view.nowMs
    : (set.keepUntilMs ?? view.nowMs + delay * 1_000);
  if (keepUntil <= view.nowMs) {
    sets.scale(set, 0, view.spec.replicas);
    sets.keepUntil(set, undefined);
    return;
  }
  sets.keepUntil(set, keepUntil);
  turn.againAt.push(keepUntil);
}

/** Whether all steps are behind it. */
export function isPastSteps(view: RolloutView, status: RolloutStatus): boolean {
  return (status.currentStepIndex ?? 0) >= stepsOf(view).length;
}
