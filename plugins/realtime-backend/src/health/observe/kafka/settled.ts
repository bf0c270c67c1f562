import type { ClusterMetadata } from '../../../sources/kafka/requests/metadata';
import { ERROR } from '../../../sources/kafka/requests/errorCodes';
import type { TopicPartitions } from '../../../sources/kafka/requests/FormWriter';
import { addTo, type Leaders } from './Layout';
import type { PartitionTable } from './PartitionTable';

/** Whether every topic has an id: by names alone one that was made anew passes for the one before. */
export function haveIds({ topics }: ClusterMetadata): boolean {
  return topics.every(
    ({ errorCode, topicId }) => errorCode !== ERROR.none || topicId !== '',
  );
}

/**
 * Who is left to ask for log starts, or last stable offsets. Neither ever goes
 * back nor passes the end, so one that was at what is the end now has not moved:
 * its reading is kept, into `table`. That settles empty partitions, and idle
 * ones without an open transaction, which in a large cluster are most.
 */
export function takeSettled(
  leaders: Leaders,
  before: PartitionTable<bigint>,
  ends: PartitionTable<bigint>,
  table: PartitionTable<bigint>,
): Leaders {
  if (before.isEmpty) return leaders;
  const open = new Map<number, TopicPartitions[]>();
  for (const [leader, topics] of leaders) {
    for (const each of topics) {
      const left = takeTopic(each, before, ends, table);
      if (left.partitions.length > 0) addTo(open, leader, left);
    }
  }
  return open;
}

function takeTopic(
  asked: TopicPartitions,
  before: PartitionTable<bigint>,
  ends: PartitionTable<bigint>,
  table: PartitionTable<bigint>,
): TopicPartitions {
  const { topic, partitions } = asked;
  const { values } = before.row(topic);
  const endOf = ends.row(topic).values;
  const kept = table.open(topic);
  const left = partitions.filter(id => {
    const reading = values[id];
    const end = endOf[id];
    const isSettled =
      reading?.known && end?.known && reading.value === end.value;
    if (isSettled) kept[id] = reading;
    return !isSettled;
  });
  // The list as it was is written from memory.
  return left.length === partitions.length
    ? asked
    : { topic, partitions: left };
}
