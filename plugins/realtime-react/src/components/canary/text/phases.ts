import type {
  AnalysisMetric,
  AnalysisPhase,
  AnalysisRun,
  Verdict,
} from '@backstage-realtime/plugin-realtime-common';

const VERDICT_OF: Record<AnalysisPhase, Verdict> = {
  pending: 'info',
  running: 'info',
  successful: 'ok',
  failed: 'critical',
  error: 'critical',
  inconclusive: 'warning',
  unknown: 'unknown',
};

/** How an analysis stands as a verdict; one that was stopped does not count. */
export function verdictOfPhase(
  phase: AnalysisPhase,
  hasStopped: boolean = false,
): Verdict {
  return hasStopped ? 'not-applicable' : VERDICT_OF[phase];
}

/** True while measurements may still come. */
export function isOpenPhase(phase: AnalysisPhase): boolean {
  return phase === 'pending' || phase === 'running';
}

/** True for a metric that ended because its run did, not by its own judgement. */
export function isStopped(run: AnalysisRun, metric: AnalysisMetric): boolean {
  const hasEnded = run.isTerminated || !isOpenPhase(run.phase);
  return (
    hasEnded &&
    (run.isTerminated || isOpenPhase(metric.phase) || isCutShort(run, metric))
  );
}

/** When one metric fails, the controller calls the others successful, however few they measured. */
function isCutShort(
  run: AnalysisRun,
  { phase, counts, of }: AnalysisMetric,
): boolean {
  const isPart = of !== undefined && counts.total < of;
  return isPart && phase === 'successful' && run.phase !== 'successful';
}
