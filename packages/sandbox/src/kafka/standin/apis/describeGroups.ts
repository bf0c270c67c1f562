import type { Api, ApiCall } from '../Api';
import type { Group } from '../groups/Group';
import { KAFKA_ERROR } from '../wire/errorCodes';
import { groupError } from './groupError';

/** An unknown group is `Dead`, with an error from version 6 on, as Kafka answers. */
export const describeGroups: Api = {
  key: 15,
  name: 'DescribeGroups',
  minVersion: 0,
  maxVersion: 6,
  flexibleFrom: 5,
  handle: call => {
    const { answer, request, version } = call;
    const groupIds = request.array(item => item.string());
    if (version >= 1) {
      answer.int32(0);
    }
    answer.array(groupIds, groupId => writeGroup(call, groupId));
    answer.end();
  },
};

function writeGroup(call: ApiCall, groupId: string): void {
  const { answer, version } = call;
  const { errorCode, group } = find(call, groupId);
  answer.int16(errorCode);
  if (version >= 6) {
    answer.string(null);
  }
  answer.string(groupId).string(group?.state ?? 'Dead');
  answer.string(group?.protocolType ?? '');
  answer.string(group?.state === 'Stable' ? group.protocol : '');
  writeMembers(call, group);
  if (version >= 3) {
    answer.int32(0);
  }
  answer.end();
}

function find(call: ApiCall, groupId: string) {
  const { groups } = call.cluster;
  const refusal = groupError(call, groupId);
  const isHidden = refusal !== 0 || groups.modern.has(groupId);
  const group = isHidden ? undefined : groups.find(groupId);
  const { groupIdNotFound, none } = KAFKA_ERROR;
  const unknown = call.version >= 6 && !group ? groupIdNotFound : none;
  return { group, errorCode: refusal || unknown };
}

function writeMembers({ answer, version }: ApiCall, group?: Group): void {
  answer.array(group?.members ?? [], member => {
    const chosen = member.protocols.find(
      ({ name }) => name === group?.protocol,
    );
    answer.string(member.memberId);
    if (version >= 4) {
      answer.string(null);
    }
    answer.string(member.clientId).string(member.clientHost);
    answer.bytes(chosen ? [chosen.metadata] : []).bytes([member.assignment]);
    answer.end();
  });
}
