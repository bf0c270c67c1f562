import type { Api } from '../Api';
import { KAFKA_ERROR } from '../wire/errorCodes';

/** Each broker lists the groups it coordinates. */
export const listGroups: Api = {
  key: 16,
  name: 'ListGroups',
  minVersion: 0,
  maxVersion: 2,
  handle: ({ answer, cluster, node, version }) => {
    const mine = cluster.groups
      .list()
      .filter(({ id }) => cluster.coordinatorOf(id) === node);
    if (version >= 1) {
      answer.int32(0);
    }
    answer.int16(KAFKA_ERROR.none).array(mine, group => {
      answer.string(group.id).string(group.protocolType);
    });
  },
};
