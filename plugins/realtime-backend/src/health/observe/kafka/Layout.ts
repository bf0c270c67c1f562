import { ERROR } from '../../../sources/kafka/requests/errorCodes';
import type { TopicPartitions } from '../../../sources/kafka/requests/FormWriter';
import type {
  ClusterMetadata,
  PartitionMetadata,
} from '../../../sources/kafka/requests/metadata';

export interface TopicPartition {
  topic: string;
  partition: number;
}

/** Partitions of the topics that exist and may be seen. Several parts of an observation ask for the same layout. */
export const listPartitions = onceEach((layout): readonly TopicPartitions[] => {
  let last: readonly number[] = [];
  return layout.topics
    .filter(({ errorCode }) => errorCode === ERROR.none)
    .map(({ name, partitions }) => {
      if (!areThese(partitions, last)) {
        last = partitions.map(({ partition }) => partition);
      }
      return { topic: name, partitions: last };
    });
});

/** Neighbours share their list, as most topics are alike: what is made of it is made once. */
function areThese(
  partitions: readonly PartitionMetadata[],
  ids: readonly number[],
): boolean {
  if (partitions.length !== ids.length) return false;
  for (let i = 0; i < ids.length; i++)
    if (partitions[i].partition !== ids[i]) return false;
  return true;
}

/** What each broker leads, in the form requests want. */
export type Leaders = ReadonlyMap<number, readonly TopicPartitions[]>;

/** Partitions by leader; those without one are left out. */
export const listByLeader = onceEach((layout): Leaders => {
  const leaders = new Map<number, TopicPartitions[]>();
  const lists = new Map<number, readonly number[]>();
  for (const { name, partitions } of layout.topics) {
    for (const [leader, led] of splitByLeader(partitions)) {
      let ids = lists.get(leader) ?? [];
      if (!areThese(led, ids)) ids = led.map(({ partition }) => partition);
      lists.set(leader, ids);
      addTo(leaders, leader, { topic: name, partitions: ids });
    }
  }
  return leaders;
});

function splitByLeader(
  partitions: readonly PartitionMetadata[],
): Iterable<[number, readonly PartitionMetadata[]]> {
  const [first] = partitions;
  if (first?.leader >= 0 && isLedBy(first.leader, partitions))
    return [[first.leader, partitions]];
  const own = new Map<number, PartitionMetadata[]>();
  for (const each of partitions) {
    if (each.leader >= 0) addTo(own, each.leader, each);
  }
  return own;
}

function isLedBy(
  leader: number,
  partitions: readonly PartitionMetadata[],
): boolean {
  for (const each of partitions) if (each.leader !== leader) return false;
  return true;
}

/** Answers the same for the same layout, as long as anybody holds it. */
function onceEach<T>(
  list: (layout: ClusterMetadata) => T,
): (layout: ClusterMetadata) => T {
  const lists = new WeakMap<ClusterMetadata, T>();
  return layout => {
    const known = lists.get(layout) ?? list(layout);
    lists.set(layout, known);
    return known;
  };
}

/** Partitions that have a leader now, and had none before or were not there; all of a topic that was made anew. */
export function listAdded(
  before: ClusterMetadata,
  now: ClusterMetadata,
): TopicPartition[] {
  if (before === now) return [];
  const topics = new Map(before.topics.map(topic => [topic.name, topic]));
  return now.topics.flatMap(({ name, topicId, partitions }) => {
    const led = new Set<number>();
    const known = topics.get(name);
    const same = known?.topicId === topicId ? known.partitions : [];
    for (const { partition, leader } of same) {
      if (leader >= 0) led.add(partition);
    }
    return partitions
      .filter(({ partition, leader }) => leader >= 0 && !led.has(partition))
      .map(({ partition }) => ({ topic: name, partition }));
  });
}

/** Leader of one partition, -1 when there is none or it is not known. */
export function leaderIn(
  layout: ClusterMetadata,
): (at: TopicPartition) => number {
  const topics = new Map(
    layout.topics.map(({ name, partitions }) => [
      name,
      new Map(partitions.map(({ partition, leader }) => [partition, leader])),
    ]),
  );
  return ({ topic, partition }) => topics.get(topic)?.get(partition) ?? -1;
}

/** Appends to the list under `key`. */
export function addTo<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** Partitions with their topics, in the form requests want. */
export function toTopics(
  partitions: readonly TopicPartition[],
): TopicPartitions[] {
  const topics = new Map<string, number[]>();
  for (const { topic, partition } of partitions) {
    addTo(topics, topic, partition);
  }
  return [...topics].map(([topic, ids]) => ({ topic, partitions: ids }));
}
