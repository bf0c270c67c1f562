import type { TopicMetadata } from '../requests/metadata';
import { NO_LEADER } from './ranges';

/** Why a partition that was asked for by number cannot be read, now or later. */
export const NO_SUCH_PARTITION = 'the topic has no such partition';

/** Partitions of interest that cannot be read now although the cluster answers, in order, with the reason. */
export function findMissing(
  topic: TopicMetadata,
  wanted: ReadonlySet<number> | undefined,
  waiting: ReadonlyMap<number, unknown>,
): Array<{ partition: number; reason: string }> {
  const leaders = new Map(
    topic.partitions.map(({ partition, leader }) => [partition, leader]),
  );
  const ids = wanted ?? new Set(leaders.keys());
  return [...ids]
    .sort((a, b) => a - b)
    .flatMap(partition => {
      const reason = reasonFor(leaders.get(partition), waiting.has(partition));
      return reason === undefined ? [] : [{ partition, reason }];
    });
}

function reasonFor(
  leader: number | undefined,
  isWaiting: boolean,
): string | undefined {
  if (leader === undefined) return NO_SUCH_PARTITION;
  if (leader < 0) return NO_LEADER;
  return isWaiting ? 'its leader does not answer' : undefined;
}
