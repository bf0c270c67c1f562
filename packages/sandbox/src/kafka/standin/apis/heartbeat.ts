import type { Api } from '../Api';
import { KAFKA_ERROR } from '../wire/errorCodes';

export const heartbeat: Api = {
  key: 12,
  name: 'Heartbeat',
  minVersion: 1,
  maxVersion: 3,
  handle: ({ answer, cluster, request }) => {
    const group = cluster.groups.find(request.string());
    const generation = request.int32();
    const errorCode = group?.check(request.string(), generation);
    answer.int32(0).int16(errorCode ?? KAFKA_ERROR.unknownMemberId);
  },
};
