import type { Api } from '../Api';
import { KAFKA_ERROR } from '../wire/errorCodes';

/** Enough for idempotent producers; transactions are refused. */
export const initProducerId: Api = {
  key: 22,
  name: 'InitProducerId',
  minVersion: 0,
  maxVersion: 1,
  handle: ({ answer, cluster, request }) => {
    const isTransactional = request.nullableString() !== null;
    const { invalidRequest, none } = KAFKA_ERROR;
    answer.int32(0).int16(isTransactional ? invalidRequest : none);
    answer.int64(isTransactional ? -1 : cluster.nextProducerId).int16(0);
    cluster.nextProducerId += 1;
  },
};
