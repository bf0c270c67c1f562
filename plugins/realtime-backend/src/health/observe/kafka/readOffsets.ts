import {
  known,
  type Reading,
} from '@backstage-realtime/plugin-realtime-common';
import {
  chooseVersion,
  type KafkaApi,
} from '../../../sources/kafka/requests/KafkaRequest';
import { ERROR } from '../../../sources/kafka/requests/errorCodes';
import {
  LIST_OFFSETS,
  listOffsetsRequest,
  offsetsAtRequest,
  type Isolation,
  type OffsetAnswer,
  type OffsetQuery,
} from '../../../sources/kafka/requests/listOffsets';
import type { Leaders, TopicPartition } from './Layout';
import { PartitionTable } from './PartitionTable';
import { topicReason } from './reasons';
import type { Round } from './Round';

/** What is asked of each partition, and what of the answer is kept. */
export interface OffsetQuestion<T> {
  timestampMs: bigint;
  isolation?: Isolation;
  /** Limits the versions where only newer ones understand the question. */
  api?: KafkaApi;
  pick: (answer: OffsetAnswer) => T;
}

export interface OffsetReadings<T> {
  table: PartitionTable<T>;
  /** Partitions the asked broker does not lead any more. */
  moved: TopicPartition[];
}

const MOVED: ReadonlySet<number> = new Set([
  ERROR.notLeader,
  ERROR.unknownLeaderEpoch,
  ERROR.unknownTopicOrPartition,
]);

/** One question to all partitions: one request a leader. Writes into `table` when given. */
export async function readOffsets<T>(
  round: Round,
  leaders: Leaders,
  question: OffsetQuestion<T>,
  table = new PartitionTable<T>(),
): Promise<OffsetReadings<T>> {
  const readings: OffsetReadings<T> = { table, moved: [] };
  await Promise.all(
    [...leaders].map(async ([leader, topics]) => {
      const { timestampMs, api = LIST_OFFSETS, isolation = 'all' } = question;
      const moved: TopicPartition[] = [];
      const answers = await round.ask(leader, versions =>
        offsetsAtRequest(
          topics,
          { timestampMs, isolation },
          chooseVersion(api, versions),
          answer => take(answer, question, moved),
        ),
      );
      if (!answers.known) {
        table.setAll(topics, answers);
        return;
      }
      readings.moved.push(...moved);
      for (const { topic, values } of answers.value)
        table.setTopic(topic, values);
    }),
  );
  return readings;
}

/** Offsets at times of their own: one leader, each partition once. */
export function askOffsets(
  round: Round,
  leader: number,
  queries: readonly OffsetQuery[],
) {
  return round.ask(leader, versions =>
    listOffsetsRequest(queries, chooseVersion(LIST_OFFSETS, versions), 'all'),
  );
}

function take<T>(
  answer: OffsetAnswer,
  { pick }: OffsetQuestion<T>,
  moved: TopicPartition[],
): Reading<T> {
  const { topic, partition, errorCode } = answer;
  if (errorCode === ERROR.none) return known(pick(answer));
  if (MOVED.has(errorCode)) moved.push({ topic, partition });
  return topicReason(errorCode, topic);
}
