import type {
  AnalysisPhase,
  RolloutState,
} from '@backstage-realtime/plugin-realtime-common';
import type { ChosenMetric } from './AnalysisPanel';

const BAD: readonly AnalysisPhase[] = ['failed', 'error', 'inconclusive'];

/** The metric that stopped or paused the rollout: the first bad one of the newest bad run. */
export function decidingMetric({
  verdict,
  analysis,
}: RolloutState): ChosenMetric | undefined {
  if (verdict !== 'critical' && verdict !== 'warning') return undefined;
  for (const run of analysis) {
    const metric = run.metrics.find(
      ({ phase, isDryRun }) => !isDryRun && BAD.includes(phase),
    );
    if (metric) return { run: run.name, metric: metric.name };
  }
  return undefined;
}
