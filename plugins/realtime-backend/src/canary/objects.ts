import type { AnalysisRunObject } from './parse/analysisRun';
import type { PodObject } from './parse/pod';
import type { ReplicaSetObject } from './parse/replicaSet';
import type { RolloutObject } from './parse/rollout';

export type { AnalysisRunObject, PodObject, ReplicaSetObject, RolloutObject };

/** A rollout and what belongs to it; a list that cannot be read is missing. */
export interface RolloutObjects {
  rollout: RolloutObject;
  replicaSets?: ReplicaSetObject[];
  pods?: PodObject[];
  runs?: AnalysisRunObject[];
}
