import type { KubernetesObject } from '../model/KubernetesObject';
import { hashOf } from './model/hash';
import { readSpec, type RolloutSpec } from './model/spec';
import { readStatus, type RolloutStatus } from './model/status';
import type { PodSet } from './pods/ReplicaSets';

/** Everything one look at a rollout goes by. */
export interface RolloutView {
  rollout: KubernetesObject;
  spec: RolloutSpec;
  /** As it was written last. */
  status: RolloutStatus;
  hash: string;
  stepsHash: string;
  /** Newest revision first. */
  sets: PodSet[];
  /** Of the template as it is now. */
  newSet: PodSet;
  /** undefined before the first revision, and where somebody deleted it. */
  stableSet?: PodSet;
  nowMs: number;
}

/** Without sets, which have to be made first; undefined for what is only stored. */
export type Wish = Pick<
  RolloutView,
  'rollout' | 'spec' | 'status' | 'hash' | 'stepsHash'
>;

export function readWish(rollout: KubernetesObject): Wish | undefined {
  const spec = readSpec(rollout);
  return (
    spec && {
      rollout,
      spec,
      status: readStatus(rollout),
      hash: hashOf(JSON.parse(JSON.stringify(spec.template))),
      stepsHash: hashOf(JSON.parse(JSON.stringify(spec.strategy.canary.steps))),
    }
  );
}

export function stepsOf({ spec }: Pick<RolloutView, 'spec'>) {
  return spec.strategy.canary.steps;
}

export function hasRouter({ spec }: Pick<RolloutView, 'spec'>): boolean {
  return spec.strategy.canary.trafficRouting !== undefined;
}
