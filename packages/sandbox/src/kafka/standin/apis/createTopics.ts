import type { Api, ApiCall } from '../Api';
import type { Cluster } from '../Cluster';
import { KAFKA_ERROR } from '../wire/errorCodes';
import type { WireReader } from '../wire/WireReader';

/** Kafka's own rule for names. */
const TOPIC_NAME = /^[a-zA-Z0-9._-]{1,249}$/;
const MAX_PARTITIONS = 10_000;

type Asked = ReturnType<typeof readTopic>;

export const createTopics: Api = {
  key: 19,
  name: 'CreateTopics',
  minVersion: 1,
  maxVersion: 3,
  handle: call => {
    const { answer, request, version } = call;
    const topics = request.array(readTopic);
    request.int32();
    const isTrial = request.boolean();
    if (version >= 2) {
      answer.int32(0);
    }
    answer.array(topics, topic => {
      const errorCode = create(call, topic, isTrial);
      answer.string(topic.name).int16(errorCode).string(null);
    });
  },
};

function readTopic(item: WireReader) {
  return {
    name: item.string(),
    partitions: item.int32(),
    copies: item.int16(),
    placement: item.array(each => ({
      index: each.int32(),
      replicas: each.array(id => id.int32()),
    })),
    config: item.array(
      entry => [entry.string(), entry.nullableString() ?? ''] as const,
    ),
  };
}

function create({ cluster }: ApiCall, asked: Asked, isTrial: boolean): number {
  const partitions =
    asked.partitions === -1 ? asked.placement.length || 1 : asked.partitions;
  const copies = asked.copies === -1 ? 1 : asked.copies;
  const errorCode = check(cluster, asked.name, partitions, copies);
  if (errorCode === KAFKA_ERROR.none && !isTrial) {
    const config = Object.fromEntries(asked.config);
    const { name } = asked;
    cluster.createTopic({
      name,
      partitions,
      replicationFactor: copies,
      config,
    });
  }
  return errorCode;
}

function check(
  cluster: Cluster,
  name: string,
  partitions: number,
  copies: number,
): number {
  if (!TOPIC_NAME.test(name) || name === '.' || name === '..') {
    return KAFKA_ERROR.invalidTopic;
  }
  if (cluster.topics.has(name)) {
    return KAFKA_ERROR.topicAlreadyExists;
  }
  if (partitions < 1 || partitions > MAX_PARTITIONS) {
    return KAFKA_ERROR.invalidPartitions;
  }
  return copies < 1 || copies > cluster.nodes.length
    ? KAFKA_ERROR.invalidReplicationFactor
    : KAFKA_ERROR.none;
}
