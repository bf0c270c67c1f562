import type { KubernetesObject } from '@backstage-realtime/plugin-realtime-node';
import { withoutAddresses } from '../../withoutAddresses';
import {
  countAt,
  fieldsAt,
  fieldsOf,
  isTrueAt,
  listAt,
  numberAt,
  textAt,
  timeAt,
  type Fields,
} from './fields';
import { findGitOpsKeeper } from './gitOps';
import { readIdentity, readRevision, type ObjectIdentity } from './metadata';
import { parseStrategy, type StrategyObject } from './strategy';

/** A condition of the controller. */
export interface ConditionObject {
  type: string;
  status: string;
  reason?: string;
  message?: string;
  atMs?: number;
}

/** What the controller told, for the generation it told it of. */
export interface StatusObject {
  /** As written; a newer controller may have other ones. */
  phase?: string;
  message?: string;
  stepIndex?: number;
  currentHash?: string;
  stableHash?: string;
  isAborted: boolean;
  abortedAtMs?: number;
  isPromotedFully: boolean;
  restartedAtMs?: number;
  pauses: Array<{ reason: string; startedAtMs?: number }>;
  conditions: ConditionObject[];
  /** Percent the router was told; of rollouts with one. */
  routerWeight?: number;
  isRouterVerified?: boolean;
  /** The analysis of the current step. */
  stepRun?: string;
  backgroundRun?: string;
  /** The experiment of the current step. */
  experiment?: string;
  /** Of blue/green: the revision that has the traffic. */
  activeHash?: string;
  readyReplicas: number;
  availableReplicas: number;
  replicas: number;
}

/** A Rollout, as far as it is shown. */
export interface RolloutObject extends ObjectIdentity {
  resourceVersion?: string;
  isDeleting: boolean;
  revision?: number;
  generation: number;
  /** Missing without a status, and for one of a controller before 1.0. */
  observedGeneration?: number;
  /** Who keeps its spec in a repository. */
  keeper?: string;
  replicas: number;
  isPausedBySpec: boolean;
  restartAtMs?: number;
  /** The template of its pods is in another object. */
  workload?: { kind: string; name: string };
  strategy: StrategyObject;
  status?: StatusObject;
}

const MAX_MESSAGE = 500;

export function parseRollout(object: KubernetesObject): RolloutObject {
  const { metadata } = object;
  const spec = fieldsOf(object.spec);
  const status = fieldsOf(object.status);
  const strategy = parseStrategy(spec);
  return {
    ...readIdentity(object),
    resourceVersion: metadata.resourceVersion,
    isDeleting: metadata.deletionTimestamp !== undefined,
    revision: readRevision(object),
    generation: metadata.generation ?? 0,
    observedGeneration: numberAt(status, 'observedGeneration'),
    keeper: findGitOpsKeeper(object),
    replicas: Math.max(0, numberAt(spec, 'replicas') ?? 1),
    isPausedBySpec: isTrueAt(spec, 'paused'),
    restartAtMs: timeAt(spec, 'restartAt'),
    workload: readWorkload(spec),
    strategy,
    status:
      Object.keys(status).length > 0
        ? readStatus(status, strategy.maxWeight)
        : undefined,
  };
}

function readWorkload(spec: Fields): RolloutObject['workload'] {
  const workload = fieldsAt(spec, 'workloadRef');
  const kind = textAt(workload, 'kind');
  const name = textAt(workload, 'name');
  return kind && name ? { kind, name } : undefined;
}

function readStatus(status: Fields, maxWeight: number): StatusObject {
  const canary = fieldsAt(status, 'canary');
  return {
    phase: textAt(status, 'phase', 63),
    message: messageAt(status),
    stepIndex: numberAt(status, 'currentStepIndex'),
    currentHash: textAt(status, 'currentPodHash', 63),
    stableHash: textAt(status, 'stableRS', 63),
    isAborted: isTrueAt(status, 'abort'),
    abortedAtMs: timeAt(status, 'abortedAt'),
    isPromotedFully: isTrueAt(status, 'promoteFull'),
    restartedAtMs: timeAt(status, 'restartedAt'),
    pauses: listAt(status, 'pauseConditions').map(fieldsOf).map(readPause),
    conditions: listAt(status, 'conditions').map(fieldsOf).map(readCondition),
    ...readWeights(canary, maxWeight),
    stepRun: runAt(canary, 'currentStepAnalysisRunStatus'),
    backgroundRun: runAt(canary, 'currentBackgroundAnalysisRunStatus'),
    experiment: textAt(canary, 'currentExperiment'),
    activeHash: textAt(fieldsAt(status, 'blueGreen'), 'activeSelector', 63),
    readyReplicas: countAt(status, 'readyReplicas'),
    availableReplicas: countAt(status, 'availableReplicas'),
    replicas: countAt(status, 'replicas'),
  };
}

function readPause(pause: Fields): StatusObject['pauses'][number] {
  return {
    reason: textAt(pause, 'reason', 63) ?? '',
    startedAtMs: timeAt(pause, 'startTime'),
  };
}

function readCondition(condition: Fields): ConditionObject {
  return {
    type: textAt(condition, 'type', 63) ?? '',
    status: textAt(condition, 'status', 63) ?? '',
    reason: textAt(condition, 'reason', 63),
    message: messageAt(condition),
    atMs: timeAt(condition, 'lastTransitionTime'),
  };
}

function readWeights(
  canary: Fields,
  maxWeight: number,
): Pick<StatusObject, 'routerWeight' | 'isRouterVerified'> {
  const weights = fieldsAt(canary, 'weights');
  const weight = numberAt(fieldsAt(weights, 'canary'), 'weight');
  return {
    routerWeight: weight === undefined ? undefined : (weight * 100) / maxWeight,
    isRouterVerified:
      typeof weights.verified === 'boolean' ? weights.verified : undefined,
  };
}

function runAt(canary: Fields, name: string): string | undefined {
  return textAt(fieldsAt(canary, name), 'name');
}

/** Messages quote providers and routers, and with them their addresses. */
function messageAt(fields: Fields): string | undefined {
  const message = textAt(fields, 'message', 4 * MAX_MESSAGE);
  return message && withoutAddresses(message, MAX_MESSAGE);
}
