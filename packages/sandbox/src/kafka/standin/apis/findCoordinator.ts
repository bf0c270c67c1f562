import type { Api } from '../Api';
import { KAFKA_ERROR } from '../wire/errorCodes';

export const findCoordinator: Api = {
  key: 10,
  name: 'FindCoordinator',
  minVersion: 0,
  maxVersion: 2,
  handle: ({ answer, cluster, request, version }) => {
    const node = cluster.coordinatorOf(request.string());
    if (version >= 1) {
      answer.int32(0);
    }
    answer.int16(node ? KAFKA_ERROR.none : KAFKA_ERROR.coordinatorNotAvailable);
    if (version >= 1) {
      answer.string(null);
    }
    answer.int32(node?.nodeId ?? -1).string('127.0.0.1');
    answer.int32(node?.port ?? -1);
  },
};
