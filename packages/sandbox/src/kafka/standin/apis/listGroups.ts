import type { Api, ApiCall } from '../Api';
import { KAFKA_ERROR } from '../wire/errorCodes';

/** Each broker lists the groups it coordinates, but for those that are denied. */
export const listGroups: Api = {
  key: 16,
  name: 'ListGroups',
  minVersion: 0,
  maxVersion: 5,
  flexibleFrom: 3,
  handle: call => {
    const { answer, version } = call;
    if (version >= 1) {
      answer.int32(0);
    }
    answer.int16(KAFKA_ERROR.none).array(listMine(call), group => {
      answer.string(group.id).string(group.protocolType);
      if (version >= 4) {
        answer.string(group.state);
      }
      if (version >= 5) {
        answer.string(group.type);
      }
      answer.end();
    });
    answer.end();
  },
};

function listMine({ cluster, node }: ApiCall) {
  const { faults, groups } = cluster;
  const classic = groups
    .list()
    .filter(({ id }) => !groups.modern.has(id))
    .map(({ id, protocolType, state }) => ({
      ...{ id, protocolType, state },
      type: 'classic',
    }));
  const modern = [...groups.modern.values()].map(({ id, state, type }) => ({
    ...{ id, state, type },
    protocolType: type,
  }));
  return [...classic, ...modern].filter(
    ({ id }) => cluster.coordinatorOf(id) === node && !faults.isGroupDenied(id),
  );
}
