import type { KafkaApi, KafkaRequest } from './KafkaRequest';
import { after, FormReader, readId } from './FormReader';
import { FormWriter } from './FormWriter';

/** 10 and 12 carry topic ids; 5 offline replicas; 4 is the newest form every broker since 1.0 speaks. */
export const METADATA: KafkaApi = {
  key: 3,
  name: 'Metadata',
  versions: [12, 10, 5, 4],
};

/** Where a broker listens. Never shown: names of brokers are their ids. `rack` is empty when it has none. */
export interface BrokerAddress {
  nodeId: number;
  host: string;
  port: number;
  rack: string;
}

/** `leader` is -1 while there is none. `errorCode`: see errorCodes.ts. The lists are broker ids. */
export interface PartitionMetadata {
  partition: number;
  leader: number;
  errorCode: number;
  replicas: number[];
  inSync: number[];
  offline: number[];
}

/** `topicId` is 32 hex digits, empty when the broker does not tell. */
export interface TopicMetadata {
  name: string;
  topicId: string;
  errorCode: number;
  isInternal: boolean;
  partitions: PartitionMetadata[];
}

/** `controller` is -1 while there is none. */
export interface ClusterMetadata {
  brokers: BrokerAddress[];
  controller: number;
  topics: TopicMetadata[];
}

/** Topics that are asked for; `all` are those the credential may describe. */
export type TopicNames = readonly string[] | 'all';

/**
 * Brokers, and the partitions of the named topics, or of all. Never creates a topic.
 *
 * ```
 * request v4   [string topic], i8 create
 *        v10+  [topic id 16 bytes, string topic, tags], i8 create,
 *              v10: i8 cluster operations, i8 topic operations, tags
 * answer  v4   i32 throttle, [i32 node, string host, i32 port, string rack],
 *              string cluster, i32 controller,
 *              [i16 error, string topic, i8 internal,
 *               [i16 error, i32 partition, i32 leader, [i32 replica],
 *                [i32 in sync], v5: [i32 offline]]]
 *        v10+  flexible; topic id behind the name; leader epoch behind the
 *              leader; i32 operations behind the partitions, v10: and at the end
 * ```
 */
export function metadataRequest(
  topics: TopicNames,
  version: number,
): KafkaRequest<ClusterMetadata> {
  const isFlexible = version >= 9;
  return {
    api: METADATA,
    version,
    isFlexible,
    body: writeBody(topics, version),
    decode: payload => readAnswer(new FormReader(payload, isFlexible), version),
  };
}

/** The id of a topic that is asked for by its name. */
const BY_NAME = new Uint8Array(16);

function writeBody(topics: TopicNames, version: number): Buffer {
  const writer = new FormWriter(version >= 9);
  if (topics === 'all') writer.nullList();
  else
    writer.list(topics, topic => {
      if (version >= 10) writer.raw(BY_NAME);
      writer.text(topic).end();
    });
  writer.int8(0);
  if (version === 10) writer.int8(0);
  if (version >= 8) writer.int8(0);
  return writer.end().finish();
}

async function readAnswer(
  reader: FormReader,
  version: number,
): Promise<ClusterMetadata> {
  reader.int32();
  const brokers = reader.list(() => readBroker(reader));
  reader.text();
  const controller = reader.int32();
  const topics: TopicMetadata[] = [];
  const readPartition = partitionReader(reader, version);
  await reader.each(() => {
    const topic = startTopic(reader, version);
    topics.push(topic);
    const done = reader.each(() => {
      topic.partitions.push(readPartition());
    });
    return after(done, () => {
      if (version >= 8) reader.int32();
      reader.end();
    });
  });
  return { brokers, controller, topics };
}

function readBroker(reader: FormReader): BrokerAddress {
  const nodeId = reader.int32();
  const host = reader.text();
  const port = reader.int32();
  const rack = reader.text();
  reader.end();
  return { nodeId, host, port, rack };
}

function startTopic(reader: FormReader, version: number): TopicMetadata {
  const errorCode = reader.int16();
  const name = reader.text();
  const topicId = version >= 10 ? readId(reader) : '';
  const isInternal = reader.int8() !== 0;
  return { name, topicId, errorCode, isInternal, partitions: [] };
}

const PARTITION = 2;
const LEADER = 6;
const PARTITION_BYTES = 10;
const EPOCH_BYTES = 4;
const NONE: number[] = [];

/** Neighbours share their lists: most partitions have the same replicas, all in sync and none away, ten thousand times. */
function partitionReader(reader: FormReader, version: number) {
  const { view } = reader;
  const bytes = version >= 7 ? PARTITION_BYTES + EPOCH_BYTES : PARTITION_BYTES;
  let replicas = NONE;
  return (): PartitionMetadata => {
    const at = reader.skip(bytes);
    replicas = reader.int32List(replicas);
    const inSync = reader.int32List(replicas);
    const offline = version >= 5 ? reader.int32List(NONE) : NONE;
    reader.end();
    return {
      partition: view.getInt32(at + PARTITION),
      leader: view.getInt32(at + LEADER),
      errorCode: view.getInt16(at),
      replicas,
      inSync,
      offline,
    };
  };
}
