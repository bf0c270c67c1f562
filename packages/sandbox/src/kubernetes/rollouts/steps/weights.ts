import type { RolloutStatus } from '../model/status';
import { amountOf } from '../model/spec';
import { hasRouter, stepsOf, type RolloutView } from '../RolloutView';

/** Percent asked for at a step: that of the last step with one, all after the last. */
export function askedWeight(
  view: Pick<RolloutView, 'spec'>,
  { abort, currentStepIndex = 0 }: RolloutStatus,
): number {
  const steps = stepsOf(view);
  if (abort) {
    return 0;
  }
  if (currentStepIndex >= steps.length) {
    return 100;
  }
  const passed = steps.slice(0, currentStepIndex + 1).reverse();
  return passed.find(each => each.setWeight !== undefined)?.setWeight ?? 0;
}

/** Pods each side is to have in the end. */
export interface Shares {
  canary: number;
  stable: number;
}

/**
 * Without a router the weight is a share of the pods: the nearest one that
 * whole pods allow, with one pod more where surge allows it. With a router the
 * stable side keeps all its pods.
 */
export function sharesFor(view: RolloutView, weight: number): Shares {
  const { replicas } = view.spec;
  if (weight <= 0) {
    return { canary: 0, stable: replicas };
  }
  if (hasRouter(view)) {
    const canary = Math.ceil((replicas * weight) / 100);
    return { canary, stable: replicas };
  }
  return weight >= 100
    ? { canary: replicas, stable: 0 }
    : nearest(view, weight);
}

function nearest({ spec }: RolloutView, weight: number): Shares {
  const { replicas, strategy } = spec;
  const surge = amountOf(strategy.canary.maxSurge, replicas, Math.ceil);
  if (replicas <= 1) {
    return { canary: replicas, stable: replicas };
  }
  const exact = (replicas * weight) / 100;
  const canaries = [Math.floor(exact), Math.ceil(exact)].filter(
    each => each > 0,
  );
  const choices = canaries.flatMap(canary =>
    [replicas, ...(surge > 0 ? [replicas + 1] : [])].map(total => ({
      canary,
      stable: total - canary,
    })),
  );
  const missBy = ({ canary, stable }: Shares) =>
    Math.abs(canary / (canary + stable) - weight / 100);
  return choices
    .filter(({ stable }) => stable > 0)
    .reduce((best, each) => (missBy(each) < missBy(best) ? each : best));
}
