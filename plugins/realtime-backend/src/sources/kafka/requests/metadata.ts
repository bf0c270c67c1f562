import type { KafkaApi, KafkaRequest } from './KafkaRequest';
import { WireReader } from './WireReader';
import { WireWriter } from './WireWriter';

/** 10 and 12 carry topic ids; 4 is the newest form without tagged fields that every broker since 1.0 speaks. */
export const METADATA: KafkaApi = {
  key: 3,
  name: 'Metadata',
  versions: [12, 10, 4],
};

/** Where a broker listens. Never shown: names of brokers are their ids. */
export interface BrokerAddress {
  nodeId: number;
  host: string;
  port: number;
}

/** `leader` is -1 while there is none. `errorCode`: see errorCodes.ts. */
export interface PartitionMetadata {
  partition: number;
  leader: number;
  errorCode: number;
}

/** `topicId` is 32 hex digits, empty when the broker does not tell. */
export interface TopicMetadata {
  name: string;
  topicId: string;
  errorCode: number;
  partitions: PartitionMetadata[];
}

export interface ClusterMetadata {
  brokers: BrokerAddress[];
  topics: TopicMetadata[];
}

/**
 * Brokers, and the partitions of the named topics. Never creates a topic.
 *
 * ```
 * request v4   [string topic], i8 create
 *        v10+  [topic id 16 bytes, string topic, tags], i8 create,
 *              v10: i8 cluster operations, i8 topic operations, tags
 * answer  v4   i32 throttle, [i32 node, string host, i32 port, string rack],
 *              string cluster, i32 controller,
 *              [i16 error, string topic, i8 internal,
 *               [i16 error, i32 partition, i32 leader, [i32 replica], [i32 in sync]]]
 *        v10+  compact forms with tags; topic id behind the name; leader epoch
 *              behind the leader; offline replicas; operations
 * ```
 */
export function metadataRequest(
  topics: readonly string[],
  version: number,
): KafkaRequest<ClusterMetadata> {
  const isFlexible = version >= 9;
  return {
    api: METADATA,
    version,
    isFlexible,
    body: isFlexible ? flexibleBody(topics, version) : plainBody(topics),
    decode: payload => {
      const reader = new WireReader(payload);
      return isFlexible ? readFlexible(reader) : readPlain(reader);
    },
  };
}

function plainBody(topics: readonly string[]): Buffer {
  const writer = new WireWriter();
  return writer
    .array(topics, topic => writer.string(topic))
    .int8(0)
    .finish();
}

function flexibleBody(topics: readonly string[], version: number): Buffer {
  const writer = new WireWriter();
  writer.compactArray(topics, topic =>
    writer.raw(new Uint8Array(16)).compactString(topic).noTags(),
  );
  writer.int8(0);
  if (version === 10) writer.int8(0);
  return writer.int8(0).noTags().finish();
}

function readPlain(reader: WireReader): ClusterMetadata {
  reader.int32();
  const brokers = reader.array(() => {
    const nodeId = reader.int32();
    const host = reader.string();
    const port = reader.int32();
    reader.string();
    return { nodeId, host, port };
  });
  reader.string();
  reader.int32();
  return { brokers, topics: reader.array(() => readPlainTopic(reader)) };
}

function readPlainTopic(reader: WireReader): TopicMetadata {
  const errorCode = reader.int16();
  const name = reader.string();
  reader.int8();
  const partitions = reader.array(() => {
    const partitionError = reader.int16();
    const partition = reader.int32();
    const leader = reader.int32();
    reader.array(() => reader.int32());
    reader.array(() => reader.int32());
    return { partition, leader, errorCode: partitionError };
  });
  return { name, topicId: '', errorCode, partitions };
}

function readFlexible(reader: WireReader): ClusterMetadata {
  reader.int32();
  const brokers = reader.compactArray(() => {
    const nodeId = reader.int32();
    const host = reader.compactString();
    const port = reader.int32();
    reader.compactString();
    reader.skipTags();
    return { nodeId, host, port };
  });
  reader.compactString();
  reader.int32();
  const topics = reader.compactArray(() => readFlexibleTopic(reader));
  return { brokers, topics };
}

function readFlexibleTopic(reader: WireReader): TopicMetadata {
  const errorCode = reader.int16();
  const name = reader.compactString();
  const topicId = Buffer.from(reader.slice(16)).toString('hex');
  reader.int8();
  const partitions = reader.compactArray(() => readFlexiblePartition(reader));
  reader.int32();
  reader.skipTags();
  return {
    name,
    topicId: /[^0]/.test(topicId) ? topicId : '',
    errorCode,
    partitions,
  };
}

function readFlexiblePartition(reader: WireReader): PartitionMetadata {
  const errorCode = reader.int16();
  const partition = reader.int32();
  const leader = reader.int32();
  reader.int32();
  for (let list = 0; list < 3; list++)
    reader.compactArray(() => reader.int32());
  reader.skipTags();
  return { partition, leader, errorCode };
}
