import type {
  AnalysisMetric,
  AnalysisRun,
  Measurement,
} from '@backstage-realtime/plugin-realtime-common';
import type { StatusObject } from '../parse/rollout';

/** Why an update was aborted, as far as the cluster tells. */
export interface Abort {
  /** Missing where the controller does not tell. */
  atMs?: number;
  because: 'analysis' | 'deadline' | 'hand' | 'other';
  /** What the controller said after "aborted update to revision 8:". */
  reason?: string;
  /** The run that decided it, and what of it did. */
  run?: AnalysisRun;
  blame?: Blame;
}

/** The metric that decided a run, and the measurement that did. */
export interface Blame {
  metric: AnalysisMetric;
  measurement?: Measurement;
}

export function findAbort(
  status: StatusObject,
  runs: readonly AnalysisRun[],
): Abort | undefined {
  if (!status.isAborted) return undefined;
  const condition = status.conditions.find(
    each => each.reason === 'RolloutAborted',
  );
  const message = condition?.message ?? status.message ?? '';
  const [, reason] =
    /aborted update to revision \d+:\s*(.+)$/s.exec(message) ?? [];
  const because = causeOf(message, reason);
  const run = because === 'analysis' ? findFailed(runs) : undefined;
  return {
    atMs: status.abortedAtMs ?? condition?.atMs,
    because,
    reason: reason ?? status.message,
    run,
    blame: run && findBlame(run),
  };
}

function causeOf(
  message: string,
  reason: string | undefined,
): Abort['because'] {
  if (/analysis/i.test(reason ?? '')) return 'analysis';
  if (/timed out|progress ?deadline/i.test(message)) return 'deadline';
  // Nothing after the revision: somebody asked for it.
  return reason === undefined ? 'hand' : 'other';
}

/** The newest that ended badly by its own judgement. */
function findFailed(runs: readonly AnalysisRun[]): AnalysisRun | undefined {
  return runs
    .filter(({ phase }) => phase === 'failed' || phase === 'error')
    .sort((a, b) => (b.completedAtMs ?? 0) - (a.completedAtMs ?? 0))[0];
}

const WORST_FIRST = ['failed', 'error', 'inconclusive'] as const;

/** What made a run end as it did; dry runs never do. */
export function findBlame({ metrics }: AnalysisRun): Blame | undefined {
  for (const phase of WORST_FIRST) {
    const metric = metrics.find(each => !each.isDryRun && each.phase === phase);
    if (!metric) continue;
    const bad = metric.measurements.filter(each => each.phase === phase);
    return { metric, measurement: bad.at(-1) };
  }
  return undefined;
}
