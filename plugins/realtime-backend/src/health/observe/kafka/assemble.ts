import {
  known,
  missing,
  type Reading,
} from '@backstage-realtime/plugin-realtime-common';
import { ERROR } from '../../../sources/kafka/requests/errorCodes';
import type {
  ClusterMetadata,
  PartitionMetadata,
  TopicMetadata,
} from '../../../sources/kafka/requests/metadata';
import { Slices } from '../../../sources/kafka/requests/Slices';
import type {
  PartitionObservation,
  ProducerObservation,
  TopicConfigs,
  TopicObservation,
} from '../../observation';
import { withoutTopic } from '../nothingObserved';
import type { RecordTimes } from './ObserverMemory';
import type { PartitionTable } from './PartitionTable';
import type { DiskReadings } from './readLogDirs';
import { NO_LEADER, NOT_ASKED, topicReason } from './reasons';

/** The tables an observation of topics is put together from; what is missing was not asked. */
export interface TopicParts {
  starts: PartitionTable<bigint>;
  ends: PartitionTable<bigint>;
  stableEnds: PartitionTable<bigint>;
  times: RecordTimes;
  producers: PartitionTable<ProducerObservation[]>;
  disks: DiskReadings;
  configs: ReadonlyMap<string, Reading<TopicConfigs>>;
}

/** Every topic of the scope, in its order, also those that do not exist. */
export async function buildTopics(
  names: readonly string[],
  layout: ClusterMetadata,
  parts: TopicParts,
): Promise<TopicObservation[]> {
  const found = new Map(layout.topics.map(topic => [topic.name, topic]));
  const slices = new Slices();
  const topics: TopicObservation[] = [];
  for (const name of names) {
    topics.push(await buildTopic(name, found.get(name), parts, slices));
  }
  return topics;
}

async function buildTopic(
  name: string,
  topic: TopicMetadata | undefined,
  parts: TopicParts,
  slices: Slices,
): Promise<TopicObservation> {
  const errorCode = topic?.errorCode ?? ERROR.unknownTopicOrPartition;
  if (!topic || errorCode !== ERROR.none) {
    return withoutTopic(name, topicReason(errorCode, name).missing);
  }
  const partitions: PartitionObservation[] = [];
  const leaders = new Map<number, Reading<number>>();
  await slices.each(topic.partitions, each => {
    const leader = leaders.get(each.leader) ?? toLeader(each.leader);
    leaders.set(each.leader, leader);
    partitions.push(buildPartition(name, each, leader, parts));
  });
  partitions.sort((a, b) => a.partition - b.partition);
  return {
    topic: name,
    ...(topic.topicId && { topicId: topic.topicId }),
    isInternal: topic.isInternal,
    partitions,
    configs: parts.configs.get(name) ?? NOT_ASKED,
  };
}

function toLeader(leader: number): Reading<number> {
  return leader < 0 ? NO_LEADER : known(leader);
}

/** What only a leader can tell. */
const NOTHING_LED = {
  start: NO_LEADER,
  end: NO_LEADER,
  stableEnd: NO_LEADER,
  newestMs: NO_LEADER,
  oldestMs: NO_LEADER,
  sizeBytes: NO_LEADER,
  producers: NO_LEADER,
};

function buildPartition(
  topic: string,
  metadata: PartitionMetadata,
  leader: Reading<number>,
  parts: TopicParts,
): PartitionObservation {
  const { partition, replicas, inSync: isr, offline } = metadata;
  const place = { partition, leader, replicas, isr, offlineReplicas: offline };
  if (!leader.known) return { ...place, ...NOTHING_LED };
  return {
    ...place,
    start: parts.starts.get(topic, partition),
    end: parts.ends.get(topic, partition),
    stableEnd: parts.stableEnds.get(topic, partition),
    newestMs: toTime(parts.times.newest.get(topic, partition)),
    oldestMs: toTime(parts.times.oldest.get(topic, partition)),
    sizeBytes: parts.disks.sizeOn(leader.value, topic, partition),
    producers: parts.producers.get(topic, partition),
  };
}

/** -1 stands for a partition without records. */
function toTime(time: Reading<number>): Reading<number> {
  return time.known && time.value < 0 ? missing('no-data') : time;
}
