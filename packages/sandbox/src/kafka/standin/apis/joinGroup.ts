import type { Api, ApiCall } from '../Api';
import type { JoinAnswer, JoinRequest } from '../groups/Group';
import { KAFKA_ERROR } from '../wire/errorCodes';

export const joinGroup: Api = {
  key: 11,
  name: 'JoinGroup',
  minVersion: 2,
  maxVersion: 5,
  handle: async call => {
    const { groupId, join } = readJoin(call);
    const group = call.cluster.groups.open(groupId);
    const joined = await group?.join(join);
    writeJoined(call, joined ?? refuse(join));
  },
};

function readJoin(call: ApiCall): { groupId: string; join: JoinRequest } {
  const { clientId, connection, request, version } = call;
  const groupId = request.string();
  const sessionTimeoutMs = request.int32();
  const rebalanceTimeoutMs = request.int32();
  const memberId = request.string();
  if (version >= 5) {
    request.nullableString();
  }
  const protocolType = request.string();
  const protocols = request.array(item => ({
    name: item.string(),
    metadata: Buffer.from(item.bytes()),
  }));
  const { clientHost } = connection;
  const timeouts = { sessionTimeoutMs, rebalanceTimeoutMs };
  const who = { memberId, clientId, clientHost };
  return { groupId, join: { ...who, ...timeouts, protocolType, protocols } };
}

function writeJoined({ answer, version }: ApiCall, joined: JoinAnswer): void {
  answer.int32(0).int16(joined.errorCode).int32(joined.generation);
  answer.string(joined.protocol).string(joined.leaderId);
  answer.string(joined.memberId).array(joined.members, member => {
    answer.string(member.memberId);
    if (version >= 5) {
      answer.string(null);
    }
    answer.bytes([member.metadata]);
  });
}

function refuse({ memberId }: JoinRequest): JoinAnswer {
  return {
    errorCode: KAFKA_ERROR.coordinatorNotAvailable,
    generation: -1,
    protocol: '',
    leaderId: '',
    memberId,
    members: [],
  };
}
