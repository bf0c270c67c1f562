import type { WatchedKind } from '../sources/kubernetes/kinds';
import { parseAnalysisRun, type AnalysisRunObject } from './parse/analysisRun';
import {
  parseAnalysisTemplate,
  type AnalysisTemplateObject,
} from './parse/analysisTemplate';
import { parsePod, type PodObject } from './parse/pod';
import { parseReplicaSet, type ReplicaSetObject } from './parse/replicaSet';
import { parseRollout, type RolloutObject } from './parse/rollout';

const ARGO = 'argoproj.io/v1alpha1';

export const ROLLOUT: WatchedKind<RolloutObject> = {
  apiVersion: ARGO,
  kind: 'Rollout',
  parse: parseRollout,
};

export const ANALYSIS_RUN: WatchedKind<AnalysisRunObject> = {
  apiVersion: ARGO,
  kind: 'AnalysisRun',
  parse: parseAnalysisRun,
};

export const ANALYSIS_TEMPLATE: WatchedKind<AnalysisTemplateObject> = {
  apiVersion: ARGO,
  kind: 'AnalysisTemplate',
  parse: parseAnalysisTemplate,
};

export const CLUSTER_ANALYSIS_TEMPLATE: WatchedKind<AnalysisTemplateObject> = {
  apiVersion: ARGO,
  kind: 'ClusterAnalysisTemplate',
  parse: parseAnalysisTemplate,
};

export const REPLICA_SET: WatchedKind<ReplicaSetObject> = {
  apiVersion: 'apps/v1',
  kind: 'ReplicaSet',
  parse: parseReplicaSet,
};

export const POD: WatchedKind<PodObject> = {
  apiVersion: 'v1',
  kind: 'Pod',
  parse: parsePod,
};
