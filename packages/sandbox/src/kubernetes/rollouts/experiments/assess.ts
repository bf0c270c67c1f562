import type { JsonObject } from '../../model/json';
import type { TemplatePods } from './ExperimentPods';
import type { ExperimentSpec } from './model';

/** A run of an experiment as far as it is. */
export interface SeenRun {
  /** Of the analysis. */
  name: string;
  /** Of the run. */
  run: string;
  phase: string;
  message?: string;
  /** The experiment waits for it, however long that takes. */
  isRequired: boolean;
}

/** Everything an experiment is judged by. */
export interface Seen {
  nowMs: number;
  sets: TemplatePods[];
  runs: SeenRun[];
  /** Time of the API at which all pods were there. */
  availableAt?: string;
  /** Missing: as long as the runs that are required take. */
  durationMs?: number;
}

/** The worst first: what one of them says, the experiment says. */
const BAD_ENDS = ['Failed', 'Error', 'Inconclusive'];

/** Status of an experiment, and when its time is over, ms since 1970. */
export function assess(
  spec: ExperimentSpec,
  seen: Seen,
): { status: JsonObject; dueAtMs?: number } {
  const { availableAt, runs, sets } = seen;
  const { dueAtMs, ...verdict } = judge(spec, seen);
  const status: JsonObject = {
    ...verdict,
    ...(availableAt && { availableAt }),
    templateStatuses: sets.map(({ available, desired, hash, name }) => ({
      name,
      replicas: desired,
      availableReplicas: available,
      readyReplicas: available,
      podTemplateHash: hash,
      status: available >= desired ? 'Running' : 'Progressing',
    })),
    analysisRuns: runs.map(({ message, name, phase, run }) => ({
      name,
      analysisRun: run,
      phase,
      ...(message && { message }),
    })),
  };
  return { status, dueAtMs };
}

function judge(
  { terminate }: ExperimentSpec,
  { availableAt, durationMs, nowMs, runs }: Seen,
): { phase: string; message?: string; dueAtMs?: number } {
  const bad = BAD_ENDS.flatMap(
    phase => runs.find(run => run.phase === phase) ?? [],
  )[0];
  if (bad) {
    const { message, phase } = bad;
    return { phase, ...(message && { message }) };
  }
  if (terminate) {
    return { phase: 'Successful' };
  }
  if (availableAt === undefined) {
    return { phase: 'Pending' };
  }
  const required = runs.filter(({ isRequired }) => isRequired);
  const isWaited = required.some(({ phase }) => phase !== 'Successful');
  if (durationMs === undefined) {
    // Nothing to wait for is no end: only whoever made it can end it.
    const isOver = required.length > 0 && !isWaited;
    return { phase: isOver ? 'Successful' : 'Running' };
  }
  const endsAtMs = Date.parse(availableAt) + durationMs;
  if (nowMs < endsAtMs) {
    return { phase: 'Running', dueAtMs: endsAtMs };
  }
  return { phase: isWaited ? 'Running' : 'Successful' };
}
