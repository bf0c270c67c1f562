import type { Api } from '../Api';
import type { Group } from '../groups/Group';
import { KAFKA_ERROR } from '../wire/errorCodes';

/** Leaves denied topics out without a word, as Kafka does. */
export const offsetFetch: Api = {
  key: 9,
  name: 'OffsetFetch',
  minVersion: 1,
  maxVersion: 4,
  handle: ({ answer, cluster, request, version }) => {
    const group = cluster.groups.find(request.string());
    const asked = request.nullableArray(item => ({
      name: item.string(),
      partitions: item.array(each => each.int32()),
    }));
    const topics = (asked ?? listCommitted(group)).filter(
      ({ name }) => !cluster.faults.isDenied(name),
    );
    if (version >= 3) {
      answer.int32(0);
    }
    answer.array(topics, ({ name, partitions }) => {
      answer.string(name).array(partitions, index => {
        const committed = group?.offsets.get(name)?.get(index);
        answer.int32(index).int64(committed?.offset ?? -1);
        answer.string(committed?.metadata ?? '').int16(KAFKA_ERROR.none);
      });
    });
    if (version >= 2) {
      answer.int16(KAFKA_ERROR.none);
    }
  },
};

function listCommitted(group: Group | undefined) {
  return [...(group?.offsets ?? [])].map(([name, partitions]) => ({
    name,
    partitions: [...partitions.keys()],
  }));
}
