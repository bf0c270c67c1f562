import type { Reading } from '@backstage-realtime/plugin-realtime-common';
import {
  chooseVersion,
  type KafkaApi,
} from '../../../sources/kafka/requests/KafkaRequest';
import { ERROR } from '../../../sources/kafka/requests/errorCodes';
import {
  LIST_OFFSETS,
  listOffsetsRequest,
  offsetsAtRequest,
  type OffsetQuery,
  type OffsetsAt,
  type TakeOffset,
} from '../../../sources/kafka/requests/listOffsets';
import type { Leaders, TopicPartition } from './Layout';
import { PartitionTable } from './PartitionTable';
import { topicReason } from './reasons';
import type { Round } from './Round';

/** What is asked of each partition, and what of the answer is kept. */
export interface OffsetQuestion<T> extends OffsetsAt {
  /** Limits the versions where only newer ones understand the question. */
  api?: KafkaApi;
  /** Of the field that is asked for. */
  pick: (value: bigint) => T;
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
      const { api = LIST_OFFSETS } = question;
      const moved: TopicPartition[] = [];
      const answers = await round.ask(leader, versions =>
        offsetsAtRequest(
          topics,
          question,
          chooseVersion(api, versions),
          taker(question, moved),
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

const NO_ERROR: number = ERROR.none;

/** Ten thousand answers: the usual one costs a look at a number and an object. */
function taker<T>(
  { pick }: OffsetQuestion<T>,
  moved: TopicPartition[],
): TakeOffset<Reading<T>> {
  return (errorCode, value, topic, partition) => {
    if (errorCode === NO_ERROR) return { known: true, value: pick(value) };
    if (MOVED.has(errorCode)) moved.push({ topic, partition });
    return topicReason(errorCode, topic);
  };
}
