import type { Api } from '../Api';
import { KAFKA_ERROR } from '../wire/errorCodes';

export const leaveGroup: Api = {
  key: 13,
  name: 'LeaveGroup',
  minVersion: 1,
  maxVersion: 3,
  handle: ({ answer, cluster, request, version }) => {
    const group = cluster.groups.find(request.string());
    const leave = (memberId: string) =>
      group?.leave(memberId) ?? KAFKA_ERROR.unknownMemberId;
    answer.int32(0);
    if (version < 3) {
      answer.int16(leave(request.string()));
      return;
    }
    const memberIds = request.array(item => {
      const memberId = item.string();
      item.nullableString();
      return memberId;
    });
    answer.int16(KAFKA_ERROR.none).array(memberIds, memberId => {
      answer.string(memberId).string(null).int16(leave(memberId));
    });
  },
};
