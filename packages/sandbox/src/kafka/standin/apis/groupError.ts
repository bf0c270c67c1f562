import type { ApiCall } from '../Api';
import { KAFKA_ERROR } from '../wire/errorCodes';

/** What a broker answers for a group before it looks for it: a missing right, another coordinator. */
export function groupError(
  { cluster, node }: Pick<ApiCall, 'cluster' | 'node'>,
  group: string,
): number {
  if (cluster.faults.isGroupDenied(group)) {
    return KAFKA_ERROR.groupAuthorizationFailed;
  }
  return cluster.coordinatorOf(group) === node
    ? KAFKA_ERROR.none
    : KAFKA_ERROR.notCoordinator;
}
