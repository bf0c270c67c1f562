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
  await slices.each(topic.partitions, each => {
    partitions.push(buildPartition(name, each, parts));
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

function buildPartition(
  topic: string,
  metadata: PartitionMetadata,
  parts: TopicParts,
): PartitionObservation {
  const { partition, leader } = metadata;
  const read = <T>(table: PartitionTable<T>) =>
    leader < 0 ? NO_LEADER : table.get(topic, partition);
  return {
    partition,
    leader: leader < 0 ? NO_LEADER : known(leader),
    replicas: metadata.replicas,
    isr: metadata.inSync,
    offlineReplicas: metadata.offline,
    start: read(parts.starts),
    end: read(parts.ends),
    stableEnd: read(parts.stableEnds),
    newestMs: toTime(read(parts.times.newest)),
    oldestMs: toTime(read(parts.times.oldest)),
    sizeBytes:
      leader < 0 ? NO_LEADER : parts.disks.sizeOn(leader, topic, partition),
    producers: read(parts.producers),
  };
}

/** -1 stands for a partition without records. */
function toTime(time: Reading<number>): Reading<number> {
  return time.known && time.value < 0 ? missing('no-data') : time;
}
