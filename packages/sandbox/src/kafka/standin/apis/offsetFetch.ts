import type { Api, ApiCall } from '../Api';
import type { Group } from '../groups/Group';
import { KAFKA_ERROR } from '../wire/errorCodes';
import { groupError } from './groupError';

interface AskedGroup {
  id: string;
  topics: { name: string; partitions: number[] }[] | null;
}

/**
 * Leaves denied topics out without a word, as Kafka does. From version 8 on for
 * many groups at once.
 */
export const offsetFetch: Api = {
  key: 9,
  name: 'OffsetFetch',
  minVersion: 1,
  maxVersion: 8,
  flexibleFrom: 6,
  handle: call => {
    const { answer, request, version } = call;
    const groups =
      version >= 8 ? request.array(() => readGroup(call)) : [readGroup(call)];
    if (version >= 3) {
      answer.int32(0);
    }
    if (version >= 8) {
      answer.array(groups, group => {
        answer.string(group.id);
        writeGroup(call, group);
        answer.end();
      });
    } else {
      writeGroup(call, groups[0]);
    }
    answer.end();
  },
};

function readGroup({ request, version }: ApiCall): AskedGroup {
  const id = request.string();
  const topics = request.nullableArray(item => {
    const name = item.string();
    const partitions = item.array(each => each.int32());
    item.end();
    return { name, partitions };
  });
  if (version >= 8) {
    request.end();
  }
  return { id, topics };
}

function writeGroup(call: ApiCall, asked: AskedGroup): void {
  const { answer, cluster, version } = call;
  const group = cluster.groups.find(asked.id);
  const errorCode = groupError(call, asked.id);
  const topics = (asked.topics ?? listCommitted(group)).filter(
    ({ name }) => errorCode === 0 && !cluster.faults.isDenied(name),
  );
  answer.array(topics, ({ name, partitions }) => {
    answer.string(name).array(partitions, index => {
      const committed = group?.offsets.get(name)?.get(index);
      answer.int32(index).int64(committed?.offset ?? -1);
      if (version >= 5) {
        answer.int32(-1);
      }
      answer
        .string(committed?.metadata ?? '')
        .int16(KAFKA_ERROR.none)
        .end();
    });
    answer.end();
  });
  if (version >= 2) {
    answer.int16(errorCode);
  }
}

function listCommitted(group: Group | undefined) {
  return [...(group?.offsets ?? [])].map(([name, partitions]) => ({
    name,
    partitions: [...partitions.keys()],
  }));
}
