import { known } from '@backstage-realtime/plugin-realtime-common';
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
import { Slices } from '../../../sources/kafka/requests/Slices';
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
      const answers = await round.ask(leader, versions =>
        offsetsAtRequest(
          topics,
          timestampMs,
          chooseVersion(api, versions),
          isolation,
        ),
      );
      if (answers.known) await take(answers.value, question, readings);
      else table.setAll(topics, answers);
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

async function take<T>(
  answers: readonly OffsetAnswer[],
  { pick }: OffsetQuestion<T>,
  { table, moved }: OffsetReadings<T>,
): Promise<void> {
  await new Slices().each(answers, answer => {
    const { topic, partition, errorCode } = answer;
    if (errorCode === ERROR.none) {
      table.set(topic, partition, known(pick(answer)));
    } else {
      table.set(topic, partition, topicReason(errorCode, topic));
      if (MOVED.has(errorCode)) moved.push({ topic, partition });
    }
  });
}
