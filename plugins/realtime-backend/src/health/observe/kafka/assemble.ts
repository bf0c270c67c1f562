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
import type { PartitionTable, Row } from './PartitionTable';
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
  const toLeader = leaderReadings();
  const topics: TopicObservation[] = [];
  for (const name of names) {
    const topic = buildTopic(name, found.get(name), parts, toLeader);
    topics.push(topic);
    if (slices.isDue(topic.partitions.length)) await slices.pause();
  }
  return topics;
}

function buildTopic(
  name: string,
  topic: TopicMetadata | undefined,
  parts: TopicParts,
  toLeader: (leader: number) => Reading<number>,
): TopicObservation {
  const errorCode = topic?.errorCode ?? ERROR.unknownTopicOrPartition;
  if (!topic || errorCode !== ERROR.none) {
    return withoutTopic(name, topicReason(errorCode, name).missing);
  }
  const build = partitionBuilder(rowsOf(name, parts), toLeader);
  return {
    topic: name,
    ...(topic.topicId && { topicId: topic.topicId }),
    isInternal: topic.isInternal,
    partitions: sortUnlessSorted(topic.partitions.map(build)),
    configs: parts.configs.get(name) ?? NOT_ASKED,
  };
}

function sortUnlessSorted(
  partitions: PartitionObservation[],
): PartitionObservation[] {
  let last = -1;
  for (const { partition } of partitions) {
    if (partition < last) {
      return partitions.sort((a, b) => a.partition - b.partition);
    }
    last = partition;
  }
  return partitions;
}

/** Few brokers lead many partitions, which share what is said of them. */
function leaderReadings() {
  const readings = new Map<number, Reading<number>>();
  return (leader: number): Reading<number> => {
    const before = readings.get(leader);
    if (before) return before;
    const reading = leader < 0 ? NO_LEADER : known(leader);
    readings.set(leader, reading);
    return reading;
  };
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

function withoutLeader(
  { partition, replicas, inSync: isr, offline }: PartitionMetadata,
  leader: Reading<number>,
): PartitionObservation {
  const place = { partition, leader, replicas, isr, offlineReplicas: offline };
  return { ...place, ...NOTHING_LED };
}

/** What the parts say of one topic. */
function rowsOf(topic: string, parts: TopicParts) {
  return {
    starts: parts.starts.row(topic),
    ends: parts.ends.row(topic),
    stableEnds: parts.stableEnds.row(topic),
    newest: parts.times.newest.row(topic),
    oldest: parts.times.oldest.row(topic),
    producers: parts.producers.row(topic),
    sizesOn: (leader: number) => parts.disks.sizesOn(leader, topic),
  };
}

/** Each part is looked up once a topic; sizes anew where the next partition has another leader. */
function partitionBuilder(
  rows: ReturnType<typeof rowsOf>,
  toLeader: (leader: number) => Reading<number>,
) {
  const { starts, ends, stableEnds, newest, oldest, producers } = rows;
  let sizesOf = -1;
  let sizes: Row<number> = { values: [], otherwise: NO_LEADER };
  return (metadata: PartitionMetadata): PartitionObservation => {
    const { partition } = metadata;
    const leader = toLeader(metadata.leader);
    if (!leader.known) return withoutLeader(metadata, leader);
    if (leader.value !== sizesOf) {
      sizesOf = leader.value;
      sizes = rows.sizesOn(sizesOf);
    }
    return {
      partition,
      leader,
      replicas: metadata.replicas,
      isr: metadata.inSync,
      offlineReplicas: metadata.offline,
      start: starts.values[partition] ?? starts.otherwise,
      end: ends.values[partition] ?? ends.otherwise,
      stableEnd: stableEnds.values[partition] ?? stableEnds.otherwise,
      newestMs: toTime(newest.values[partition] ?? newest.otherwise),
      oldestMs: toTime(oldest.values[partition] ?? oldest.otherwise),
      sizeBytes: sizes.values[partition] ?? sizes.otherwise,
      producers: producers.values[partition] ?? producers.otherwise,
    };
  };
}

/** -1 stands for a partition without records. */
function toTime(time: Reading<number>): Reading<number> {
  return time.known && time.value < 0 ? missing('no-data') : time;
}
