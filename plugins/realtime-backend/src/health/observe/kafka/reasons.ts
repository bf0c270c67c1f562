import {
  missing,
  RealtimeError,
  type Missing,
  type MissingAcl,
} from '@backstage-realtime/plugin-realtime-common';
import { reasonOf } from '../../../sources/kafka/connection/failures';
import { ERROR } from '../../../sources/kafka/requests/errorCodes';

type Unknown = ReturnType<typeof missing>;

export const NOT_ASKED: Unknown = missing('not-asked');
export const NO_LEADER: Unknown = missing('no-leader');
export const NO_CONTROLLER: Unknown = missing('no-leader', {
  detail: 'the cluster has no controller',
});

/** The right `operation` on a topic is missing. */
export function deniedTopic(
  name: string,
  operation: MissingAcl['operation'] = 'Describe',
): Unknown {
  return missing('no-permission', {
    acl: { operation, resource: 'topic', name },
  });
}

export function deniedGroup(name: string): Unknown {
  return missing('no-permission', {
    acl: { operation: 'Describe', resource: 'group', name },
  });
}

export const DENIED_CLUSTER: Unknown = missing('no-permission', {
  acl: { operation: 'Describe', resource: 'cluster', name: 'kafka-cluster' },
});

/** What an error number in an answer means, where it is not about rights. */
const CODES = new Map<number, Unknown>([
  [ERROR.unknownTopicOrPartition, missing('not-found')],
  [ERROR.unknownTopicId, missing('not-found')],
  [ERROR.groupIdNotFound, missing('not-found')],
  [ERROR.leaderNotAvailable, NO_LEADER],
  [ERROR.notLeader, missing('no-leader', { detail: 'its leader is moving' })],
  [
    ERROR.unknownLeaderEpoch,
    missing('no-leader', { detail: 'its leader is moving' }),
  ],
  [ERROR.requestTimedOut, missing('timeout')],
  [
    ERROR.coordinatorLoading,
    missing('unreachable', { detail: 'its coordinator is still starting' }),
  ],
  [
    ERROR.coordinatorNotAvailable,
    missing('unreachable', { detail: 'no broker coordinates it' }),
  ],
  [
    ERROR.notCoordinator,
    missing('unreachable', { detail: 'its coordinator is moving' }),
  ],
  [ERROR.unsupportedVersion, missing('unsupported')],
]);

/** Why an answer about a topic holds no value. `operation` is the right it needs. */
export function topicReason(
  errorCode: number,
  topic: string,
  operation: MissingAcl['operation'] = 'Describe',
): Unknown {
  return errorCode === ERROR.topicAuthorisationFailed
    ? deniedTopic(topic, operation)
    : codeReason(errorCode);
}

/** Why an answer about a group holds no value. */
export function groupReason(errorCode: number, group: string): Unknown {
  return errorCode === ERROR.groupAuthorisationFailed
    ? deniedGroup(group)
    : codeReason(errorCode);
}

function codeReason(errorCode: number): Unknown {
  if (errorCode === ERROR.clusterAuthorisationFailed) return DENIED_CLUSTER;
  const detail = `the broker answers with error ${errorCode}`;
  return CODES.get(errorCode) ?? missing('failed', { detail });
}

/** Why a request had no answer. `broker` undefined: any of them was asked. */
export function failureReason(error: unknown, broker?: number): Unknown {
  const who = broker === undefined ? '' : `broker ${broker}: `;
  return missing(codeOf(error), { detail: `${who}${reasonOf(error)}` });
}

function codeOf(error: unknown): Missing['code'] {
  if (!(error instanceof RealtimeError)) return 'failed';
  switch (error.code) {
    case 'realtime.kafka.unsupported':
      return 'unsupported';
    case 'realtime.kafka.unreachable':
      return 'unreachable';
    default:
      return 'failed';
  }
}
