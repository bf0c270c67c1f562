import type {
  Missing,
  Reading,
} from '@backstage-realtime/plugin-realtime-common';
import type {
  GroupObservation,
  Observation,
  PartitionObservation,
  TopicObservation,
} from '../../observation';

/** Why a request gave no value somewhere. */
export interface Withheld {
  request: string;
  missing: Missing;
}

/** Everything an observation lacks, with the request that would have told it. */
export function* withheldIn({
  topics,
  groups,
}: Observation): Generator<Withheld> {
  for (const topic of topics) yield* ofTopic(topic);
  for (const group of groups) yield* ofGroup(group);
}

function* ofTopic({
  missing,
  configs,
  partitions,
}: TopicObservation): Generator<Withheld> {
  if (missing) yield { request: 'Metadata', missing };
  yield* of('DescribeConfigs', configs);
  for (const partition of partitions) yield* ofPartition(partition);
}

function* ofPartition(partition: PartitionObservation): Generator<Withheld> {
  const { start, end, stableEnd, newestMs, oldestMs } = partition;
  for (const each of [start, end, stableEnd, newestMs, oldestMs])
    yield* of('ListOffsets', each);
  yield* of('DescribeLogDirs', partition.sizeBytes);
  yield* of('DescribeProducers', partition.producers);
}

function* ofGroup({
  state,
  members,
  offsets,
}: GroupObservation): Generator<Withheld> {
  yield* of('ConsumerGroupDescribe', state);
  yield* of('ConsumerGroupDescribe', members);
  for (const { committed, lagTime } of offsets) {
    yield* of('OffsetFetch', committed);
    if (lagTime) yield* of('ListOffsets', lagTime);
  }
}

function* of(request: string, reading: Reading<unknown>): Generator<Withheld> {
  if (!reading.known) yield { request, missing: reading.missing };
}
