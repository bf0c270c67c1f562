import {
  AuthorizeResult,
  isResourcePermission,
  type PolicyDecision,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  createRolloutConditionalDecision,
  createStreamConditionalDecision,
  rolloutConditions,
  streamConditions,
} from '@backstage-realtime/plugin-realtime-backend';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  realtimeClaimPermissions,
  realtimeRecordUnmaskPermission,
  realtimeRolloutReadPermission,
  realtimeTopicReadPermission,
  RESOURCE_TYPE_REALTIME_ROLLOUT as ROLLOUT,
  RESOURCE_TYPE_REALTIME_STREAM as STREAM,
} from '@backstage-realtime/plugin-realtime-common';

type StreamPermission = ResourcePermission<typeof STREAM>;
type RolloutPermission = ResourcePermission<typeof ROLLOUT>;

const PLATFORM_TEAM = 'group:default/platform-team';
const OBSERVERS = 'group:default/observers';

/**
 * Who may see and create what in the demo portal. Streams, claims and rollouts
 * only; everything else is allowed to everybody who signed in.
 *
 * | member of     | counts     | records    | without the mask | claims | rollouts   | controlling them |
 * |---------------|------------|------------|------------------|--------|------------|------------------|
 * | platform-team | yes        | yes        | yes              | yes    | yes        | yes              |
 * | observers     | yes        | no         | no               | no     | yes        | no               |
 * | anything else | owned ones | owned ones | no               | yes    | owned ones | owned ones       |
 */
export class DemoPolicy implements PermissionPolicy {
  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const groups = user?.info.ownershipEntityRefs ?? [];
    if (isClaimPermission(permission)) return decideForClaim(groups);
    if (isResourcePermission(permission, ROLLOUT))
      return decideForRollout(permission, groups);
    if (!isResourcePermission(permission, STREAM)) return allow();
    if (groups.includes(PLATFORM_TEAM)) return allow();
    if (groups.includes(OBSERVERS)) return decideForObserver(permission);
    return decideForOwner(permission, groups);
  }
}

function isClaimPermission({ name }: PolicyQuery['permission']): boolean {
  return realtimeClaimPermissions.some(each => each.name === name);
}

/** Teams create through templates; those who only look do not. */
function decideForClaim(groups: string[]): PolicyDecision {
  return groups.length > 0 && !groups.includes(OBSERVERS) ? allow() : deny();
}

function decideForRollout(
  permission: RolloutPermission,
  claims: string[],
): PolicyDecision {
  if (claims.includes(PLATFORM_TEAM)) return allow();
  if (claims.includes(OBSERVERS))
    return permission.name === realtimeRolloutReadPermission.name
      ? allow()
      : deny();
  return createRolloutConditionalDecision(
    permission,
    rolloutConditions.isRolloutOwner({ claims }),
  );
}

function decideForObserver(permission: StreamPermission): PolicyDecision {
  return permission.name === realtimeTopicReadPermission.name
    ? allow()
    : deny();
}

function decideForOwner(
  permission: StreamPermission,
  claims: string[],
): PolicyDecision {
  if (permission.name === realtimeRecordUnmaskPermission.name) return deny();
  return createStreamConditionalDecision(
    permission,
    streamConditions.isStreamOwner({ claims }),
  );
}

function allow(): PolicyDecision {
  return { result: AuthorizeResult.ALLOW };
}

function deny(): PolicyDecision {
  return { result: AuthorizeResult.DENY };
}
