import type { Api } from '../Api';
import { KAFKA_ERROR } from '../wire/errorCodes';

export const syncGroup: Api = {
  key: 14,
  name: 'SyncGroup',
  minVersion: 1,
  maxVersion: 3,
  handle: async ({ answer, cluster, request, version }) => {
    const group = cluster.groups.find(request.string());
    const generation = request.int32();
    const memberId = request.string();
    if (version >= 3) {
      request.nullableString();
    }
    const assignments = request.array(item => ({
      memberId: item.string(),
      assignment: item.bytes(),
    }));
    const synced = await group?.sync(memberId, generation, assignments);
    answer.int32(0).int16(synced?.errorCode ?? KAFKA_ERROR.unknownMemberId);
    answer.bytes(synced ? [synced.assignment] : []);
  },
};
