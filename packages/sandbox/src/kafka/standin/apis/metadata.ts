import type { Api, ApiCall } from '../Api';
import type { Cluster, Partition } from '../Cluster';
import { KAFKA_ERROR } from '../wire/errorCodes';
import type { WireWriter } from '../wire/WireWriter';

const CLUSTER_ID = 'sandbox';
const NO_ID = '0'.repeat(32);

/** Never creates a topic, whatever the client allows: a typo stays visible. */
export const metadata: Api = {
  key: 3,
  name: 'Metadata',
  minVersion: 1,
  maxVersion: 12,
  flexibleFrom: 9,
  handle: call => {
    const { answer, cluster, request, version } = call;
    const asked = request.nullableArray(() => readTopic(call));
    if (version >= 3) {
      answer.int32(0);
    }
    writeBrokers(call);
    if (version >= 2) {
      answer.string(CLUSTER_ID);
    }
    answer.int32(cluster.nodes.find(node => node.isAlive)?.nodeId ?? -1);
    const visible = [...cluster.topics.keys()].filter(
      name => !cluster.faults.isDenied(name),
    );
    answer.array(asked ?? visible, name => writeTopic(call, name));
    if (version >= 8 && version <= 10) {
      answer.int32(0);
    }
    answer.end();
  },
};

function readTopic({ request, version }: ApiCall): string {
  if (version >= 10) {
    request.id();
  }
  const name = request.string();
  request.end();
  return name;
}

function writeBrokers({ answer, cluster }: ApiCall): void {
  const alive = cluster.nodes.filter(node => node.isAlive);
  answer.array(alive, node => {
    answer.int32(node.nodeId).string('127.0.0.1').int32(node.port);
    answer.string(null).end();
  });
}

function writeTopic(call: ApiCall, name: string): void {
  const { answer, cluster, version } = call;
  const topic = cluster.topics.get(name);
  const errorCode = topicError(cluster, name);
  const isShown = errorCode === KAFKA_ERROR.none && topic;
  answer.int16(errorCode).string(name);
  if (version >= 10) {
    answer.id(isShown ? topic.id : NO_ID);
  }
  answer.boolean(false);
  answer.array(isShown ? topic.partitions : [], partition =>
    writePartition(call, name, partition),
  );
  if (version >= 8) {
    answer.int32(0);
  }
  answer.end();
}

function topicError(cluster: Cluster, name: string): number {
  if (cluster.faults.isDenied(name)) {
    return KAFKA_ERROR.topicAuthorizationFailed;
  }
  return cluster.topics.has(name)
    ? KAFKA_ERROR.none
    : KAFKA_ERROR.unknownTopicOrPartition;
}

function writePartition(
  { answer, cluster, version }: ApiCall,
  topic: string,
  partition: Partition,
): void {
  const leader = cluster.leaderOf(topic, partition);
  const { leaderNotAvailable, none } = KAFKA_ERROR;
  answer.int16(leader < 0 ? leaderNotAvailable : none);
  answer.int32(partition.index).int32(leader);
  if (version >= 7) {
    answer.int32(0);
  }
  writeIds(answer, partition.replicas);
  writeIds(answer, cluster.inSyncReplicas(topic, partition));
  if (version >= 5) {
    const alive = cluster.nodes.filter(node => node.isAlive);
    const isOffline = (id: number) => !alive.some(node => node.nodeId === id);
    writeIds(answer, partition.replicas.filter(isOffline));
  }
  answer.end();
}

function writeIds(answer: WireWriter, ids: readonly number[]): void {
  answer.array(ids, id => answer.int32(id));
}
