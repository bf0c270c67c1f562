import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  realtimeRecordReadPermission,
  realtimeRecordUnmaskPermission,
  realtimeTopicReadPermission,
  toStreamKey,
  toStreamResourceRef,
  type StreamKey,
  type StreamRef,
} from '@backstage-realtime/plugin-realtime-common';
import type { UserCredentials } from './StreamAccess';

/** The caller's rights on one stream of one entity. */
export interface StreamRights {
  canReadTopic: boolean;
  canReadRecords: boolean;
  canUnmask: boolean;
}

const ASKED: ResourcePermission[] = [
  realtimeTopicReadPermission,
  realtimeRecordReadPermission,
  realtimeRecordUnmaskPermission,
];

/** Rights on each stream, in the order of the keys; one request however many streams. */
export async function readRights(
  permissions: PermissionsService,
  entityRef: string,
  keys: StreamKey[],
  credentials: UserCredentials,
): Promise<StreamRights[]> {
  const requests = keys.flatMap(key => {
    const resourceRef = toStreamResourceRef(entityRef, key);
    return ASKED.map(permission => ({ permission, resourceRef }));
  });
  if (requests.length === 0) return [];
  const answers = await permissions.authorize(requests, { credentials });
  const allowed = answers.map(
    answer => answer.result === AuthorizeResult.ALLOW,
  );
  return keys.map((_, i) =>
    toRights(allowed.slice(i * ASKED.length, (i + 1) * ASKED.length)),
  );
}

/** A wider right is worth nothing without the narrower one. */
function toRights([topic, record, unmask]: boolean[]): StreamRights {
  return {
    canReadTopic: topic,
    canReadRecords: topic && record,
    canUnmask: topic && record && unmask,
  };
}

/** Whether the caller may see that each stream exists, in their order; one request however many. */
export async function readTopicRights(
  permissions: PermissionsService,
  streams: ReadonlyArray<{ entityRef: string; ref: StreamRef }>,
  credentials: BackstageCredentials,
): Promise<boolean[]> {
  if (streams.length === 0) return [];
  const requests = streams.map(({ entityRef, ref }) => ({
    permission: realtimeTopicReadPermission,
    resourceRef: toStreamResourceRef(entityRef, toStreamKey(ref)),
  }));
  const answers = await permissions.authorize(requests, { credentials });
  return answers.map(({ result }) => result === AuthorizeResult.ALLOW);
}
