import type { Finding, Verdict } from '../health/check';
import type { Missing, Reading } from '../health/reading';
import type {
  AnalysisPhase,
  AnalysisRun,
  PlannedAnalysis,
} from './analysisRun';
import type { RolloutControl } from './rolloutControl';

/** A Rollout of Argo Rollouts; `cluster` is a name of app-config. @public */
export interface RolloutRef {
  cluster: string;
  namespace: string;
  name: string;
}

/** `prod/demo/pingpong-counter`. @public */
export function toRolloutKey({ cluster, namespace, name }: RolloutRef): string {
  return `${cluster}/${namespace}/${name}`;
}

/**
 * Phases as the controller tells them. `unknown`: it has told none yet, or told
 * one of an older generation or of a newer version than this product knows.
 * @public
 */
export type RolloutPhase =
  'healthy' | 'progressing' | 'paused' | 'degraded' | 'unknown';

/** What a step does; `unknown` is one of a newer version. @public */
export type RolloutStepKind =
  | 'weight'
  | 'pause'
  | 'analysis'
  | 'experiment'
  | 'canary-scale'
  | 'header-route'
  | 'mirror-route'
  | 'plugin'
  | 'unknown';

/** One step of the strategy and how far it is. @public */
export interface RolloutStep {
  kind: RolloutStepKind;
  state: 'done' | 'now' | 'failed' | 'not-run' | 'to-do';
  /** Asked share of requests in percent, 0..100; of `weight` and `canary-scale`. */
  weight?: number;
  /** How long a pause lasts; missing: until somebody promotes. */
  pauseMs?: number;
  /** Templates of an analysis, or the name of a plugin or step kind. */
  names?: string[];
  /** Known only when it was seen, or when the cluster keeps it. */
  startedAtMs?: number;
  /** When a pause ends, or when it or an analysis ended. */
  endsAtMs?: number;
  /** Of an analysis. */
  outcome?: AnalysisPhase;
  /** Measurements of an analysis, the metric with the fewest. */
  measured?: { done: number; of?: number };
}

/** One pod of a revision. @public */
export interface RolloutPod {
  name: string;
  phase: string;
  isReady: boolean;
  restarts: number;
  /** Why it does not run, as the cluster says: `ImagePullBackOff`. */
  reason?: string;
}

/** One side of a rollout: a ReplicaSet with its pods. @public */
export interface RolloutRevision {
  role: 'stable' | 'canary';
  revision?: number;
  /** Value of the label `rollouts-pod-template-hash`. */
  podHash: string;
  images: string[];
  desired: number;
  ready: number;
  available: number;
  createdAtMs?: number;
  /** When it was scaled down, where that is known. */
  endedAtMs?: number;
  /** The first {@link MAX_PODS}. */
  pods: RolloutPod[];
}

/** Pods of a revision that are listed. @public */
export const MAX_PODS = 50;

/**
 * Three numbers that are never merged: what the step asks for in percent, what
 * share of the pods the canary has, and what the router was told, in percent.
 * What share of the requests it really gets is measured, see `MetricBoard`.
 * @public
 */
export interface RolloutWeights {
  asked: Reading<number>;
  pods: Reading<{ canary: number; total: number }>;
  /** Missing without traffic routing: then pods decide. */
  router?: Reading<number>;
}

/** Something to mark on the time axis of a chart. @public */
export interface RolloutEvent {
  atMs: number;
  kind: 'weight' | 'paused' | 'analysis' | 'aborted' | 'promoted' | 'retried';
  /** Percent, of `weight`. */
  weight?: number;
}

/** One rollout, read from what its controller wrote and never guessed. @public */
export interface RolloutState {
  strategy: 'canary' | 'blue-green' | 'unknown';
  phase: RolloutPhase;
  verdict: Verdict;
  /** What is going on, in one sentence. */
  headline: Finding;
  /** Evidence, consequence and what is waited for, most important first. */
  details: Finding[];
  /** What to do; missing when nothing is. */
  next?: Finding;
  /** Since when the phase holds, where the cluster tells. */
  sinceMs?: number;
  /** What the status was written for; `observed` behind `current` is stale. */
  generation: { observed?: number; current: number };
  /** Index of the step that runs; the count of steps when all are done. */
  stepIndex?: number;
  steps: RolloutStep[];
  revisions: RolloutRevision[];
  weights: RolloutWeights;
  /** Runs of the current revision and of its last failure, newest first. */
  analysis: AnalysisRun[];
  /** The next ones of an update that is under way. */
  planned?: PlannedAnalysis[];
  events: RolloutEvent[];
  /** What the caller may do now or why not; empty without the right to. */
  controls: RolloutControl[];
  /** Why nothing can be done here at all: configuration, or GitOps owns it. */
  controlsOff?: Finding;
}

/** A declared rollout: its state, or why it is not known. @public */
export interface RolloutRow {
  ref: RolloutRef;
  rollout: Reading<RolloutState>;
}

/**
 * How a cluster is read. `poll` is the fallback where watching is not allowed
 * or does not last; `unreachable` keeps what was known, with its age.
 * @public
 */
export interface ClusterReading {
  cluster: string;
  mode: 'watch' | 'poll' | 'connecting' | 'unreachable';
  /** When it last told something, or confirmed that nothing changed. */
  readAtMs?: number;
  /** Since when it does not answer. */
  sinceMs?: number;
  missing?: Missing;
  /** Kinds that cannot be read although the cluster answers: RBAC, missing CRDs. */
  gaps: Array<{ kind: string; missing: Missing }>;
}

/** Rollouts of one entity: the state stream `rollout`. @public */
export interface CanaryState {
  entityRef: string;
  evaluatedAtMs: number;
  /** Worst first. */
  rollouts: RolloutRow[];
  clusters: ClusterReading[];
  /** Parts of annotations that could not be used, each in a sentence. */
  problems: string[];
}
