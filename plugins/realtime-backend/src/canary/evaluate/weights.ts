import {
  known,
  missing,
  type Reading,
  type RolloutWeights,
} from '@backstage-realtime/plugin-realtime-common';
import type { RolloutView } from './RolloutView';

/** Three numbers, each from where it is true; see {@link RolloutWeights}. */
export function readWeights(view: RolloutView): RolloutWeights {
  const { rollout, status } = view;
  const { routerWeight } = status;
  return {
    asked: readAsked(view),
    pods: readPods(view),
    ...(rollout.strategy.hasRouter && {
      router:
        routerWeight === undefined ? missing('no-data') : known(routerWeight),
    }),
  };
}

/** As the controller reckons: the last weight up to the current step, all of it when there is nothing left to do. */
export function readAsked(view: RolloutView): Reading<number> {
  const { rollout, status } = view;
  const { kind, steps } = rollout.strategy;
  if (kind !== 'canary') return missing('unsupported');
  if (!rollout.status) return missing('learning');
  if (status.isAborted) return known(0);
  const index = status.stepIndex ?? steps.length;
  const isDone =
    !view.isUpdating || status.isPromotedFully || index >= steps.length;
  if (isDone) return known(100);
  const before = steps.slice(0, index + 1);
  const weights = before.filter(step => step.kind === 'weight');
  return known(weights.at(-1)?.weight ?? 0);
}

function readPods({
  replicaSets,
  canary,
  isUpdating,
}: RolloutView): RolloutWeights['pods'] {
  if (!replicaSets) return missing('not-asked');
  const total = replicaSets.reduce((sum, each) => sum + each.available, 0);
  const ofCanary = isUpdating ? (canary?.available ?? 0) : total;
  return known({ canary: ofCanary, total });
}

/** One replica without a router is all or nothing, whatever the steps say. */
export function areStepsMeaningless({
  replicas,
  strategy,
}: RolloutView['rollout']): boolean {
  const { hasRouter, kind, steps } = strategy;
  const isPart = (weight = 0) => weight > 0 && weight < 100;
  return (
    kind === 'canary' &&
    replicas === 1 &&
    !hasRouter &&
    steps.some(step => step.kind === 'weight' && isPart(step.weight))
  );
}
