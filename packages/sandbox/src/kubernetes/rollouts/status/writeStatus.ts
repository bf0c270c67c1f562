import type { JsonObject } from '../../model/json';
import type { RolloutStatus, Weight } from '../model/status';
import { hasRouter, type RolloutView } from '../RolloutView';
import { askedWeight } from '../steps/weights';
import type { Turn } from '../Turn';
import { conditionsOf } from './conditions';
import { phaseOf } from './phase';

/** The whole status of a turn: counts, weights, conditions, phase. */
export function completeStatus(view: RolloutView, turn: Turn): RolloutStatus {
  const { replicas, ...counts } = countPods(view);
  const { matchLabels } = view.spec.selector;
  const status: RolloutStatus = {
    ...turn.status,
    replicas,
    ...counts,
    HPAReplicas: replicas,
    selector: Object.entries(matchLabels)
      .map(([key, value]) => `${key}=${value}`)
      .join(','),
    observedGeneration: String(view.rollout.metadata.generation ?? 1),
    conditions: conditionsOf(view, turn),
    blueGreen: {},
    canary: { ...turn.status.canary, weights: weightsOf(view, turn.status) },
  };
  return { ...status, message: undefined, ...phaseOf(view, status) };
}

/** As JSON; counts of zero and flags that are false are left out, as by the real controller. */
export function toJson(status: RolloutStatus): JsonObject {
  const known = JSON.parse(JSON.stringify(status)) as JsonObject;
  const told = Object.entries(known).filter(
    ([field, value]) =>
      field === 'currentStepIndex' || (value !== 0 && value !== false),
  );
  return Object.fromEntries(told);
}

function countPods({ newSet, sets }: RolloutView) {
  const sum = (of: 'replicas' | 'ready' | 'available') =>
    sets.reduce((total, each) => total + each[of], 0);
  return {
    replicas: sum('replicas'),
    updatedReplicas: newSet.replicas,
    readyReplicas: sum('ready'),
    availableReplicas: sum('available'),
  };
}

/** Only a router knows weights. They follow the pods: nothing is sent where nobody is. */
function weightsOf(
  view: RolloutView,
  status: RolloutStatus,
): { canary: Weight; stable: Weight } | undefined {
  if (!hasRouter(view)) {
    return undefined;
  }
  const { canaryService, stableService } = view.spec.strategy.canary;
  const isStable = status.stableRS === view.hash;
  const hasPods = view.newSet.available > 0;
  const weight = isStable || !hasPods ? 0 : askedWeight(view, status);
  const serviceOf = (serviceName?: string) => serviceName && { serviceName };
  return {
    canary: {
      weight,
      podTemplateHash: view.hash,
      ...serviceOf(canaryService),
    },
    stable: {
      weight: 100 - weight,
      podTemplateHash: status.stableRS ?? view.hash,
      ...serviceOf(stableService),
    },
  };
}
