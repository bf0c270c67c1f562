import type { Api, ApiCall } from '../Api';
import type { Cluster, Partition } from '../Cluster';
import { KAFKA_ERROR } from '../wire/errorCodes';
import type { WireWriter } from '../wire/WireWriter';

const CLUSTER_ID = 'sandbox';

/** Never creates a topic, whatever the client allows: a typo stays visible. */
export const metadata: Api = {
  key: 3,
  name: 'Metadata',
  minVersion: 1,
  maxVersion: 6,
  handle: call => {
    const { answer, cluster, request, version } = call;
    const asked = request.nullableArray(item => item.string());
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
  },
};

function writeBrokers({ answer, cluster }: ApiCall): void {
  const alive = cluster.nodes.filter(node => node.isAlive);
  answer.array(alive, node => {
    answer.int32(node.nodeId).string('127.0.0.1').int32(node.port).string(null);
  });
}

function writeTopic(call: ApiCall, name: string): void {
  const { answer, cluster } = call;
  const topic = cluster.topics.get(name);
  const errorCode = topicError(cluster, name);
  answer.int16(errorCode).string(name).boolean(false);
  const isShown = errorCode === KAFKA_ERROR.none && topic;
  answer.array(isShown ? topic.partitions : [], partition =>
    writePartition(call, name, partition),
  );
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
  writeIds(answer, partition.replicas);
  writeIds(answer, cluster.inSyncReplicas(topic, partition));
  if (version >= 5) {
    const alive = cluster.nodes.filter(node => node.isAlive);
    const isOffline = (id: number) => !alive.some(node => node.nodeId === id);
    writeIds(answer, partition.replicas.filter(isOffline));
  }
}

function writeIds(answer: WireWriter, ids: readonly number[]): void {
  answer.array(ids, id => answer.int32(id));
}
