import type { ClusterMetadata } from '../../../sources/kafka/requests/metadata';
import {
  EARLIEST,
  LATEST,
  LIST_NEWEST,
  LIST_STABLE,
  NEWEST,
} from '../../../sources/kafka/requests/listOffsets';
import {
  addTo,
  leaderIn,
  toTopics,
  type Leaders,
  type TopicPartition,
} from './Layout';
import type { RecordTimes } from './ObserverMemory';
import {
  readOffsets,
  type OffsetQuestion,
  type OffsetReadings,
} from './readOffsets';
import type { Round } from './Round';

const OFFSET = {
  isolation: 'all',
  field: 'offset',
  pick: (offset: bigint) => offset,
} as const;
const TIME = {
  isolation: 'all',
  field: 'timestampMs',
  pick: Number,
} as const;

export const START: OffsetQuestion<bigint> = {
  ...OFFSET,
  timestampMs: EARLIEST,
};
export const END: OffsetQuestion<bigint> = { ...OFFSET, timestampMs: LATEST };
export const STABLE_END: OffsetQuestion<bigint> = {
  ...END,
  isolation: 'committed',
  api: LIST_STABLE,
};
/** First record of all: every time stamp is at or after 1970. */
const OLDEST: OffsetQuestion<number> = { ...TIME, timestampMs: 0n };
const NEWEST_TIME: OffsetQuestion<number> = {
  ...TIME,
  timestampMs: NEWEST,
  api: LIST_NEWEST,
};

/** Time stamps of the oldest and newest records: two requests a leader. */
export async function readTimes(
  round: Round,
  leaders: Leaders,
): Promise<{ value: RecordTimes; isWhole: boolean }> {
  const [oldest, newest] = await Promise.all([
    readOffsets(round, leaders, OLDEST),
    readOffsets(round, leaders, NEWEST_TIME),
  ]);
  const value = { oldest: oldest.table, newest: newest.table };
  return { value, isWhole: oldest.moved.length === 0 };
}

/**
 * Asks the leaders of newer metadata for the partitions that moved, once, and
 * for those that were not there before.
 */
export async function readMoved<T>(
  round: Round,
  readings: OffsetReadings<T>,
  question: OffsetQuestion<T>,
  newer: ClusterMetadata,
  added: readonly TopicPartition[],
): Promise<void> {
  const moved = [...readings.moved, ...added];
  if (moved.length === 0) return;
  const leaderOf = leaderIn(newer);
  const leaders = new Map<number, TopicPartition[]>();
  for (const at of moved) {
    const leader = leaderOf(at);
    if (leader >= 0) addTo(leaders, leader, at);
  }
  const asked = [...leaders].map(
    ([leader, partitions]) => [leader, toTopics(partitions)] as const,
  );
  await readOffsets(round, new Map(asked), question, readings.table);
}
