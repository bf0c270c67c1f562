import type { Api } from '../Api';
import type { Group } from '../groups/Group';
import { KAFKA_ERROR } from '../wire/errorCodes';

export const deleteGroups: Api = {
  key: 42,
  name: 'DeleteGroups',
  minVersion: 0,
  maxVersion: 1,
  handle: ({ answer, cluster, request }) => {
    const groupIds = request.array(item => item.string());
    answer.int32(0).array(groupIds, groupId => {
      const errorCode = mayDelete(cluster.groups.find(groupId));
      if (errorCode === KAFKA_ERROR.none) {
        cluster.groups.delete(groupId);
      }
      answer.string(groupId).int16(errorCode);
    });
  },
};

function mayDelete(group: Group | undefined): number {
  if (!group) {
    return KAFKA_ERROR.groupIdNotFound;
  }
  return group.members.length > 0
    ? KAFKA_ERROR.nonEmptyGroup
    : KAFKA_ERROR.none;
}
