import type { KafkaLimits } from '../limits';

/**
 * How long a broker may hold a fetch, in ms, after so many answers in a row
 * without a record. A record ends the wait at once, so asking a silent topic
 * often brings nothing sooner; it only costs both sides. What waits is what no
 * record announces: another partition or start of the log.
 */
export function fetchWaitMs(
  emptyAnswers: number,
  {
    maxWaitMs,
    maxQuietWaitMs,
  }: Pick<KafkaLimits, 'maxWaitMs' | 'maxQuietWaitMs'>,
): number {
  const longestMs = Math.max(maxWaitMs, maxQuietWaitMs);
  return Math.min(longestMs, maxWaitMs * 2 ** emptyAnswers);
}
