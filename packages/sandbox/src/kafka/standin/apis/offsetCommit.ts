import type { Api, ApiCall } from '../Api';
import type { Group } from '../groups/Group';
import { KAFKA_ERROR } from '../wire/errorCodes';

/** Generation −1 comes from a tool, not a member: allowed on an idle group. */
const NO_GENERATION = -1;

export const offsetCommit: Api = {
  key: 8,
  name: 'OffsetCommit',
  minVersion: 2,
  maxVersion: 5,
  handle: call => {
    const { answer, cluster, request, version } = call;
    const group = cluster.groups.open(request.string());
    const generation = request.int32();
    const memberId = request.string();
    if (version < 5) {
      request.int64();
    }
    const topics = readTopics(call);
    const errorCode = mayCommit(group, memberId, generation);
    if (version >= 3) {
      answer.int32(0);
    }
    answer.array(topics, ({ name, partitions }) => {
      answer.string(name).array(partitions, ({ index, ...committed }) => {
        if (errorCode === KAFKA_ERROR.none) {
          group?.commit(name, index, committed);
        }
        answer.int32(index).int16(errorCode);
      });
    });
  },
};

function readTopics({ request }: ApiCall) {
  return request.array(item => ({
    name: item.string(),
    partitions: item.array(each => ({
      index: each.int32(),
      offset: each.int64(),
      metadata: each.nullableString(),
    })),
  }));
}

function mayCommit(
  group: Group | undefined,
  memberId: string,
  generation: number,
): number {
  if (!group) {
    return KAFKA_ERROR.coordinatorNotAvailable;
  }
  if (generation !== NO_GENERATION) {
    const errorCode = group.check(memberId, generation);
    // A commit is still good while the others are being called together.
    return errorCode === KAFKA_ERROR.rebalanceInProgress
      ? KAFKA_ERROR.none
      : errorCode;
  }
  return group.state === 'Empty'
    ? KAFKA_ERROR.none
    : KAFKA_ERROR.unknownMemberId;
}
