import { countOf, limitsOf, type Metric } from './model';
import type { MetricResult, Phase } from './RunStatus';

/** How a metric stands by its counters, and why it ended badly. */
export function assessMetric(
  metric: Metric,
  result: MetricResult | undefined,
  isTerminating: boolean,
): { phase: Phase; message?: string } {
  if (!result) {
    return { phase: isTerminating ? 'Successful' : 'Pending' };
  }
  const why = whyItEnded(metric, result);
  if (why) {
    const { phase, reason } = why;
    const message = `Metric "${metric.name}" assessed ${phase} due to ${reason}`;
    return { phase, message };
  }
  const wanted = countOf(metric);
  const isEnough = wanted !== undefined && (result.count ?? 0) >= wanted;
  return { phase: isEnough || isTerminating ? 'Successful' : 'Running' };
}

function whyItEnded(
  metric: Metric,
  result: MetricResult,
): { phase: Phase; reason: string } | undefined {
  const { consecutiveError = 0, failed = 0, inconclusive = 0 } = result;
  const limits = limitsOf(metric);
  if (limits.failure >= 0 && failed > limits.failure) {
    const reason = `failed (${failed}) > failureLimit (${limits.failure})`;
    return { phase: 'Failed', reason };
  }
  if (inconclusive > limits.inconclusive) {
    const reason = `inconclusive (${inconclusive}) > inconclusiveLimit (${limits.inconclusive})`;
    return { phase: 'Inconclusive', reason };
  }
  if (consecutiveError > limits.error) {
    const last = result.measurements.at(-1)?.message ?? '';
    const reason = `consecutiveErrors (${consecutiveError}) > consecutiveErrorLimit (${limits.error}): "Error Message: ${last}"`;
    return { phase: 'Error', reason };
  }
  return undefined;
}
