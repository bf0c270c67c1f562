import { RealtimeError } from '@backstage-realtime/plugin-realtime-common';
import type { ClusterConnection } from '../connection/ClusterConnection';
import { isFatal, reasonOf } from '../connection/failures';
import { ERROR } from '../requests/errorCodes';
import { EARLIEST, LATEST, type OffsetAnswer } from '../requests/listOffsets';
import type { ClusterMetadata, TopicMetadata } from '../requests/metadata';

/** Readable offsets of a partition: `low` inclusive, `high` exclusive. */
export interface Range {
  low: bigint;
  high: bigint;
}

/** Ranges of the partitions that answered, and why the others did not. */
export interface TopicRanges {
  ranges: Map<number, Range>;
  missing: Map<number, string>;
}

/** Why a partition without a leader cannot be read. */
export const NO_LEADER = 'no leader';

/**
 * The topic in the answer. Errors: realtime.kafka.topic-not-found,
 * not-authorised; unreachable (retriable) while the broker is still finding out.
 */
export function findTopic(
  metadata: ClusterMetadata,
  topic: string,
  cluster: string,
): TopicMetadata {
  const found = metadata.topics.find(({ name }) => name === topic);
  const errorCode = found?.errorCode ?? ERROR.unknownTopicOrPartition;
  if (found && errorCode === ERROR.none && found.partitions.length > 0) {
    return found;
  }
  if (errorCode === ERROR.topicAuthorisationFailed) {
    throw notAuthorised(topic, cluster);
  }
  if (errorCode === ERROR.none || errorCode === ERROR.leaderNotAvailable) {
    throw new RealtimeError(
      'realtime.kafka.unreachable',
      'the topic has no leaders yet',
      { isRetriable: true },
    );
  }
  throw topicNotFound(topic, cluster);
}

export function notAuthorised(topic: string, cluster: string): RealtimeError {
  return new RealtimeError(
    'realtime.kafka.not-authorised',
    `The credential of Kafka cluster ${cluster} may not read topic ${topic}. Grant it READ and DESCRIBE on the topic.`,
  );
}

export function topicNotFound(topic: string, cluster: string): RealtimeError {
  return new RealtimeError(
    'realtime.kafka.topic-not-found',
    `Kafka cluster ${cluster} has no topic ${topic}, or its credential may not see it. Check the annotation, or create the topic.`,
  );
}

/** Partitions by leader; those without one are left out. */
export function groupByLeader(
  topic: TopicMetadata,
  wanted?: ReadonlySet<number>,
): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  for (const { partition, leader } of topic.partitions) {
    if (leader < 0 || (wanted && !wanted.has(partition))) continue;
    const group = groups.get(leader);
    if (group) group.push(partition);
    else groups.set(leader, [partition]);
  }
  return groups;
}

/**
 * Low and high of every partition, two requests a leader. A leader that does
 * not answer costs only its own partitions. Errors: not-authorised and what no
 * waiting mends.
 */
export async function readRanges(
  connection: ClusterConnection,
  topic: TopicMetadata,
  wanted?: ReadonlySet<number>,
): Promise<TopicRanges> {
  const [lows, highs] = await Promise.all([
    findOffsets(connection, topic, EARLIEST, wanted),
    findOffsets(connection, topic, LATEST, wanted),
  ]);
  const result: TopicRanges = { ranges: new Map(), missing: lows.missing };
  highs.missing.forEach((reason, id) => result.missing.set(id, reason));
  for (const { partition, leader } of topic.partitions) {
    if (wanted && !wanted.has(partition)) continue;
    const low = lows.offsets.get(partition);
    const high = highs.offsets.get(partition);
    if (low !== undefined && high !== undefined) {
      result.ranges.set(partition, { low, high });
    } else if (leader < 0) result.missing.set(partition, NO_LEADER);
  }
  return result;
}

/** Offset by time stamp (or LATEST, EARLIEST) of each partition; -1 when no record is that new. */
export async function findOffsets(
  connection: ClusterConnection,
  topic: TopicMetadata,
  timestampMs: bigint,
  wanted?: ReadonlySet<number>,
): Promise<{ offsets: Map<number, bigint>; missing: Map<number, string> }> {
  const offsets = new Map<number, bigint>();
  const missing = new Map<number, string>();
  const groups = [...groupByLeader(topic, wanted)];
  await Promise.all(
    groups.map(async ([leader, partitions]) => {
      const queries = partitions.map(partition => ({
        topic: topic.name,
        partition,
        timestampMs,
      }));
      try {
        for (const answer of await connection.listOffsets(leader, queries)) {
          take(answer, connection.name, offsets, missing);
        }
      } catch (error) {
        if (isFatal(error)) throw error;
        const reason = `broker ${leader}: ${reasonOf(error)}`;
        partitions.forEach(partition => missing.set(partition, reason));
      }
    }),
  );
  return { offsets, missing };
}

function take(
  answer: OffsetAnswer,
  cluster: string,
  offsets: Map<number, bigint>,
  missing: Map<number, string>,
): void {
  if (answer.errorCode === ERROR.topicAuthorisationFailed) {
    throw notAuthorised(answer.topic, cluster);
  }
  if (answer.errorCode === ERROR.none) {
    offsets.set(answer.partition, answer.offset);
  } else missing.set(answer.partition, 'its leader is moving');
}
