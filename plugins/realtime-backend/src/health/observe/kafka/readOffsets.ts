import { known } from '@backstage-realtime/plugin-realtime-common';
import {
  chooseVersion,
  type KafkaApi,
} from '../../../sources/kafka/requests/KafkaRequest';
import { ERROR } from '../../../sources/kafka/requests/errorCodes';
import {
  LIST_OFFSETS,
  listOffsetsRequest,
  type Isolation,
  type OffsetAnswer,
  type OffsetQuery,
} from '../../../sources/kafka/requests/listOffsets';
import type { TopicPartition } from './Layout';
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
  leaders: ReadonlyMap<number, readonly TopicPartition[]>,
  question: OffsetQuestion<T>,
  table = new PartitionTable<T>(),
): Promise<OffsetReadings<T>> {
  const readings: OffsetReadings<T> = { table, moved: [] };
  await Promise.all(
    [...leaders].map(async ([leader, partitions]) => {
      const { timestampMs } = question;
      const answers = await askOffsets(
        round,
        leader,
        partitions.map(at => ({ ...at, timestampMs })),
        question,
      );
      if (answers.known) take(answers.value, question, readings);
      else partitions.forEach(at => table.set(at.topic, at.partition, answers));
    }),
  );
  return readings;
}

/** The wire call for queries that are ready: one leader, each partition once. */
export function askOffsets(
  round: Round,
  leader: number,
  queries: readonly OffsetQuery[],
  { api = LIST_OFFSETS, isolation = 'all' }: Partial<OffsetQuestion<unknown>>,
) {
  return round.ask(leader, versions =>
    listOffsetsRequest(queries, chooseVersion(api, versions), isolation),
  );
}

function take<T>(
  answers: readonly OffsetAnswer[],
  { pick }: OffsetQuestion<T>,
  { table, moved }: OffsetReadings<T>,
): void {
  for (const answer of answers) {
    const { topic, partition, errorCode } = answer;
    if (errorCode === ERROR.none) {
      table.set(topic, partition, known(pick(answer)));
    } else {
      table.set(topic, partition, topicReason(errorCode, topic));
      if (MOVED.has(errorCode)) moved.push({ topic, partition });
    }
  }
}
