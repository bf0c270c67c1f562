import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  realtimeRecordUnmaskPermission,
  realtimeTopicReadPermission,
  RESOURCE_TYPE_REALTIME_STREAM,
} from '@backstage-realtime/plugin-realtime-common';

const PLATFORM_TEAM = 'group:default/platform-team';
const OBSERVERS = 'group:default/observers';

/**
 * Who may see what in the demo portal. Streams only; everything else is
 * allowed to everybody who signed in.
 *
 * | member of     | counts     | records    | without the mask |
 * |---------------|------------|------------|------------------|
 * | platform-team | yes        | yes        | yes              |
 * | observers     | yes        | no         | no               |
 * | anything else | owned ones | owned ones | no               |
 */
export class DemoPolicy implements PermissionPolicy {
  async handle(
    request: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    if (!isAboutStreams(request)) return allow();
    const groups = user?.info.ownershipEntityRefs ?? [];
    if (groups.includes(PLATFORM_TEAM)) return allow();
    if (groups.includes(OBSERVERS)) return decideForObserver(request);
    return decideForOwner(request, groups);
  }
}

function isAboutStreams({ permission }: PolicyQuery): boolean {
  return (
    'resourceType' in permission &&
    permission.resourceType === RESOURCE_TYPE_REALTIME_STREAM
  );
}

function decideForObserver({ permission }: PolicyQuery): PolicyDecision {
  return permission.name === realtimeTopicReadPermission.name
    ? allow()
    : deny();
}

function decideForOwner(
  { permission }: PolicyQuery,
  claims: string[],
): PolicyDecision {
  if (permission.name === realtimeRecordUnmaskPermission.name) return deny();
  return {
    result: AuthorizeResult.CONDITIONAL,
    pluginId: 'realtime',
    resourceType: RESOURCE_TYPE_REALTIME_STREAM,
    conditions: {
      rule: 'IS_OWNER',
      resourceType: RESOURCE_TYPE_REALTIME_STREAM,
      params: { claims },
    },
  };
}

function allow(): PolicyDecision {
  return { result: AuthorizeResult.ALLOW };
}

function deny(): PolicyDecision {
  return { result: AuthorizeResult.DENY };
}
