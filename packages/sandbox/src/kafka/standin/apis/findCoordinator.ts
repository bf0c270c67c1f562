import type { Api, ApiCall } from '../Api';
import { KAFKA_ERROR } from '../wire/errorCodes';

/** From version 4 on for many groups at once. */
export const findCoordinator: Api = {
  key: 10,
  name: 'FindCoordinator',
  minVersion: 0,
  maxVersion: 4,
  flexibleFrom: 3,
  handle: call => {
    const { answer, version } = call;
    const groups = readGroups(call);
    if (version >= 1) {
      answer.int32(0);
    }
    if (version >= 4) {
      answer.array(groups, group => writeEntry(call, group));
    } else {
      writeOne(call, groups[0]);
    }
    answer.end();
  },
};

function readGroups({ request, version }: ApiCall): string[] {
  if (version < 4) {
    return [request.string()];
  }
  request.int8();
  return request.array(item => item.string());
}

function locate({ cluster }: ApiCall, group: string) {
  const isDenied = cluster.faults.isGroupDenied(group);
  const node = isDenied ? undefined : cluster.coordinatorOf(group);
  const { coordinatorNotAvailable, groupAuthorizationFailed, none } =
    KAFKA_ERROR;
  const refusal = isDenied ? groupAuthorizationFailed : coordinatorNotAvailable;
  return { node, errorCode: node ? none : refusal };
}

function writeEntry(call: ApiCall, group: string): void {
  const { answer } = call;
  const { errorCode, node } = locate(call, group);
  answer
    .string(group)
    .int32(node?.nodeId ?? -1)
    .string('127.0.0.1');
  answer
    .int32(node?.port ?? -1)
    .int16(errorCode)
    .string(null)
    .end();
}

function writeOne(call: ApiCall, group: string): void {
  const { answer, version } = call;
  const { errorCode, node } = locate(call, group);
  answer.int16(errorCode);
  if (version >= 1) {
    answer.string(null);
  }
  answer.int32(node?.nodeId ?? -1).string('127.0.0.1');
  answer.int32(node?.port ?? -1);
}
