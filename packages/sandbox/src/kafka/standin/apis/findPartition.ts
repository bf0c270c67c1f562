import type { ApiCall } from '../Api';
import type { Partition } from '../Cluster';
import { KAFKA_ERROR } from '../wire/errorCodes';

export type FoundPartition =
  | { errorCode: 0; partition: Partition }
  | { errorCode: number; partition?: undefined };

/** The partition if this broker leads it, else the error a broker answers. */
export function findPartition(
  { cluster, node }: Pick<ApiCall, 'cluster' | 'node'>,
  topic: string,
  index: number,
): FoundPartition {
  if (cluster.faults.isDenied(topic)) {
    return { errorCode: KAFKA_ERROR.topicAuthorizationFailed };
  }
  const partition = cluster.findPartition(topic, index);
  if (!partition) {
    return { errorCode: KAFKA_ERROR.unknownTopicOrPartition };
  }
  return cluster.leaderOf(topic, partition) === node.nodeId
    ? { errorCode: KAFKA_ERROR.none, partition }
    : { errorCode: KAFKA_ERROR.notLeaderForPartition };
}
