import type {
  AnalysisRun,
  RolloutPhase,
} from '@backstage-realtime/plugin-realtime-common';
import type {
  AnalysisRunObject,
  PodObject,
  ReplicaSetObject,
  RolloutObject,
  RolloutObjects,
} from '../objects';
import type { StatusObject } from '../parse/rollout';
import { findAbort, type Abort } from './abort';

/** What was seen of an update while somebody looked; the cluster does not keep it. */
export interface SeenUpdate {
  /** Of the revision it is about. */
  podHash: string;
  /** When each step began, by index. */
  startedAtMs: Readonly<Record<number, number>>;
  /** The last step that ran. */
  lastIndex?: number;
  retriedAtMs?: number;
}

/** One rollout and its parts, each found once, for everything that tells about it. */
export interface RolloutView {
  nowMs: number;
  rollout: RolloutObject;
  /** Empty where the controller told nothing yet. */
  status: StatusObject;
  phase: RolloutPhase;
  /** Another revision than the stable one is under way, or failed. */
  isUpdating: boolean;
  stableHash?: string;
  currentHash?: string;
  /** Undefined where there is none, or where they cannot be read. */
  stable?: ReplicaSetObject;
  canary?: ReplicaSetObject;
  replicaSets?: ReplicaSetObject[];
  pods?: PodObject[];
  /** Of the current revision, newest first. */
  runs: AnalysisRun[];
  /** False where they cannot be read: then one may be running. */
  areRunsKnown: boolean;
  templates?: RolloutObjects['templates'];
  abort?: Abort;
  seen?: SeenUpdate;
}

/** Runs of one revision that are shown. */
const MAX_RUNS = 20;

const PHASES: Readonly<Record<string, RolloutPhase>> = {
  Healthy: 'healthy',
  Progressing: 'progressing',
  Paused: 'paused',
  Degraded: 'degraded',
};

const NO_STATUS: StatusObject = {
  isAborted: false,
  isPromotedFully: false,
  pauses: [],
  conditions: [],
  readyReplicas: 0,
  availableReplicas: 0,
  replicas: 0,
};

export function viewRollout(
  objects: RolloutObjects,
  nowMs: number,
  seen?: SeenUpdate,
): RolloutView {
  const { rollout } = objects;
  const status = rollout.status ?? NO_STATUS;
  const stableHash = status.activeHash ?? status.stableHash;
  const { currentHash } = status;
  const replicaSets = objects.replicaSets?.filter(each =>
    isOwnedBy(each, rollout),
  );
  const ofHash = (hash: string | undefined) =>
    replicaSets?.find(each => hash !== undefined && each.podHash === hash);
  const isUpdating =
    currentHash !== undefined &&
    stableHash !== undefined &&
    currentHash !== stableHash;
  const runs = runsOf(objects, currentHash);
  return {
    nowMs,
    rollout,
    status,
    phase: phaseOf(rollout),
    isUpdating,
    stableHash,
    currentHash,
    stable: ofHash(stableHash ?? currentHash),
    canary: isUpdating ? ofHash(currentHash) : undefined,
    replicaSets,
    pods: objects.pods,
    runs,
    areRunsKnown: objects.runs !== undefined,
    templates: objects.templates,
    abort: findAbort(status, runs),
    seen: seen?.podHash === currentHash ? seen : undefined,
  };
}

/** A status for an older generation says nothing about the newest. */
export function isStale(rollout: RolloutObject): boolean {
  return rollout.observedGeneration !== rollout.generation;
}

/** It may still decide: one that was made and has not begun is pending. */
export function isUnderWay({ phase }: Pick<AnalysisRun, 'phase'>): boolean {
  return phase === 'running' || phase === 'pending';
}

function phaseOf(rollout: RolloutObject): RolloutPhase {
  const phase = rollout.status?.phase ?? '';
  if (rollout.isDeleting || isStale(rollout)) return 'unknown';
  return Object.hasOwn(PHASES, phase) ? PHASES[phase] : 'unknown';
}

function runsOf(
  { runs = [], rollout }: RolloutObjects,
  hash: string | undefined,
): AnalysisRun[] {
  return runs
    .flatMap(each =>
      each.podHash === hash && isOwnedBy(each, rollout)
        ? each.run
        : (runOfExperiment(each, rollout, hash) ?? []),
    )
    .sort((a, b) => (b.startedAtMs ?? 0) - (a.startedAtMs ?? 0))
    .slice(0, MAX_RUNS);
}

/**
 * A run that belongs to an experiment, which belongs to the rollout. The
 * controller names experiments after rollout, hash, revision and step, and adds
 * a number to one that is made again.
 */
function runOfExperiment(
  { owner, run }: AnalysisRunObject,
  { name, status }: RolloutObject,
  hash: string | undefined,
): AnalysisRun | undefined {
  const prefix = `${name}-${hash}-`;
  const isIts =
    owner?.kind === 'Experiment' &&
    (owner.name === status?.experiment || owner.name.startsWith(prefix));
  if (!isIts) return undefined;
  const [, index] = /-\d+-(\d+)(?:\.\d+)?$/.exec(owner.name) ?? [];
  const stepIndex = index === undefined ? status?.stepIndex : Number(index);
  return { ...run, kind: 'experiment', stepIndex, podHash: hash };
}

/** By uid where both tell one, since a rollout may be made again under its name. */
function isOwnedBy(
  { owner }: { owner?: { kind: string; name: string; uid?: string } },
  rollout: RolloutObject,
): boolean {
  if (owner?.kind !== 'Rollout' || owner.name !== rollout.name) return false;
  return !owner.uid || !rollout.uid || owner.uid === rollout.uid;
}
