import type { Api, ApiCall } from '../Api';
import type { Partition } from '../Cluster';
import { KAFKA_ERROR } from '../wire/errorCodes';

/** There is no disk: a terabyte, half of it free. */
const TOTAL_BYTES = 1e12;
const USABLE_BYTES = 5e11;
const PATH = '/memory';

/** One directory a broker, with the replicas it holds of the asked partitions. */
export const describeLogDirs: Api = {
  key: 35,
  name: 'DescribeLogDirs',
  minVersion: 0,
  maxVersion: 4,
  flexibleFrom: 2,
  handle: call => {
    const { answer, cluster, version } = call;
    const topics = readAsked(call);
    const isDenied = cluster.faults.isClusterDenied;
    const { clusterAuthorizationFailed, none } = KAFKA_ERROR;
    answer.int32(0);
    if (version >= 3) {
      answer.int16(isDenied ? clusterAuthorizationFailed : none);
    }
    answer.array(isDenied ? [] : [PATH], path => {
      answer.int16(none).string(path);
      answer.array(topics, ({ name, partitions }) => {
        answer.string(name);
        answer.array(partitions, each => writeReplica(call, each));
        answer.end();
      });
      if (version >= 4) {
        answer.int64(TOTAL_BYTES).int64(USABLE_BYTES);
      }
      answer.end();
    });
    answer.end();
  },
};

function readAsked({ cluster, node, request }: ApiCall) {
  const asked = request.nullableArray(item => {
    const name = item.string();
    const ids = item.array(each => each.int32());
    item.end();
    return { name, ids };
  });
  const all = [...cluster.topics.keys()].map(name => ({ name, ids: null }));
  return (asked ?? all).map(({ name, ids }) => ({
    name,
    partitions: (cluster.topics.get(name)?.partitions ?? []).filter(
      ({ index, replicas }) =>
        replicas.includes(node.nodeId) && (!ids || ids.includes(index)),
    ),
  }));
}

function writeReplica({ answer }: ApiCall, { index, log }: Partition): void {
  answer.int32(index).int64(log.sizeBytes).int64(0).boolean(false).end();
}
