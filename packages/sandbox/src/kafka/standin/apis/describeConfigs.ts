import type { Api, ApiCall } from '../Api';
import type { Cluster } from '../Cluster';
import { KAFKA_ERROR } from '../wire/errorCodes';

const TOPIC = 2;
const BROKER = 4;
const FROM_TOPIC = 1;
const FROM_DEFAULT = 5;

export const describeConfigs: Api = {
  key: 32,
  name: 'DescribeConfigs',
  minVersion: 1,
  maxVersion: 4,
  flexibleFrom: 4,
  handle: call => {
    const { answer, request } = call;
    const resources = request.array(item => {
      const type = item.int8();
      const name = item.string();
      const keys = item.nullableArray(each => each.string());
      item.end();
      return { type, name, keys };
    });
    answer.int32(0).array(resources, ({ type, name, keys }) => {
      const isKnown = type === BROKER || call.cluster.topics.has(name);
      const { none, unknownTopicOrPartition } = KAFKA_ERROR;
      answer.int16(isKnown ? none : unknownTopicOrPartition).string(null);
      answer.int8(type).string(name);
      writeEntries(call, isKnown ? type : 0, name, keys);
      answer.end();
    });
    answer.end();
  },
};

function writeEntries(
  { answer, cluster, version }: ApiCall,
  type: number,
  name: string,
  keys: string[] | null,
): void {
  const own = type === TOPIC ? cluster.topics.get(name)?.config : undefined;
  const defaults = type === 0 ? [] : listDefaults(cluster, type);
  const entries = new Map([...defaults, ...(own ?? [])]);
  const wanted = [...entries].filter(
    ([key]) => !keys?.length || keys.includes(key),
  );
  answer.array(wanted, ([key, value]) => {
    answer.string(key).string(value).boolean(false);
    answer.int8(own?.has(key) ? FROM_TOPIC : FROM_DEFAULT);
    answer.boolean(false).array([], () => {});
    if (version >= 3) {
      answer.int8(0).string(null);
    }
    answer.end();
  });
}

function listDefaults(cluster: Cluster, type: number): [string, string][] {
  const { maxPartitionBytes, messageMaxBytes } = cluster.settings;
  return type === TOPIC
    ? [
        ['cleanup.policy', 'delete'],
        ['compression.type', 'producer'],
        ['max.message.bytes', String(messageMaxBytes)],
        ['message.timestamp.type', 'CreateTime'],
        ['min.insync.replicas', '1'],
        ['retention.bytes', String(maxPartitionBytes)],
        ['retention.ms', '604800000'],
      ]
    : [
        ['auto.create.topics.enable', 'false'],
        ['message.max.bytes', String(messageMaxBytes)],
        ['num.partitions', '1'],
      ];
}
