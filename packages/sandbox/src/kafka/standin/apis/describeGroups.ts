import type { Api, ApiCall } from '../Api';
import type { Group } from '../groups/Group';
import { KAFKA_ERROR } from '../wire/errorCodes';

/** An unknown group is `Dead` without an error, as Kafka answers. */
export const describeGroups: Api = {
  key: 15,
  name: 'DescribeGroups',
  minVersion: 0,
  maxVersion: 2,
  handle: call => {
    const { answer, cluster, request, version } = call;
    const groupIds = request.array(item => item.string());
    if (version >= 1) {
      answer.int32(0);
    }
    answer.array(groupIds, groupId => {
      const group = cluster.groups.find(groupId);
      answer.int16(KAFKA_ERROR.none).string(groupId);
      answer.string(group?.state ?? 'Dead');
      answer.string(group?.protocolType ?? '');
      answer.string(group?.state === 'Stable' ? group.protocol : '');
      writeMembers(call, group);
    });
  },
};

function writeMembers({ answer }: ApiCall, group?: Group): void {
  answer.array(group?.members ?? [], member => {
    const chosen = member.protocols.find(
      ({ name }) => name === group?.protocol,
    );
    answer.string(member.memberId).string(member.clientId);
    answer.string(member.clientHost);
    answer.bytes(chosen ? [chosen.metadata] : []).bytes([member.assignment]);
  });
}
