import type { Reading } from '@backstage-realtime/plugin-realtime-common';
import type { AnalysisRunObject } from './parse/analysisRun';
import type { AnalysisTemplateObject } from './parse/analysisTemplate';
import type { PodObject } from './parse/pod';
import type { ReplicaSetObject } from './parse/replicaSet';
import type { RolloutObject } from './parse/rollout';

export type {
  AnalysisRunObject,
  AnalysisTemplateObject,
  PodObject,
  ReplicaSetObject,
  RolloutObject,
};

/** Templates by name, or why they are not known. */
export type TemplateReading = Reading<
  ReadonlyMap<string, AnalysisTemplateObject>
>;

/** A rollout and what belongs to it; a list that cannot be read is missing. */
export interface RolloutObjects {
  rollout: RolloutObject;
  replicaSets?: ReplicaSetObject[];
  pods?: PodObject[];
  runs?: AnalysisRunObject[];
  /** Those of the namespace and those of the cluster; missing where no rollout asks for any. */
  templates?: { ofNamespace: TemplateReading; ofCluster: TemplateReading };
}
