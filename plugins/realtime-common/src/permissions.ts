import { createPermission } from '@backstage/plugin-permission-common';
import { toRolloutKey, type RolloutRef } from './model/canary';
import { parseRollout } from './rolloutAnnotations';

/** Resource type of every permission of this plugin; the ref is {@link toStreamResourceRef}. @public */
export const RESOURCE_TYPE_REALTIME_STREAM = 'realtime-stream';

/** See that a stream exists, its partitions, counts and health. Never payloads. @public */
export const realtimeTopicReadPermission = createPermission({
  name: 'realtime.topic.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_REALTIME_STREAM,
});

/** Read keys, headers and values, masked. @public */
export const realtimeRecordReadPermission = createPermission({
  name: 'realtime.record.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_REALTIME_STREAM,
});

/** Read records without the mask. Each use is an audit event. @public */
export const realtimeRecordUnmaskPermission = createPermission({
  name: 'realtime.record.unmask',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_REALTIME_STREAM,
});

/** Those about streams, in the order of what they show. @public */
export const realtimePermissions = [
  realtimeTopicReadPermission,
  realtimeRecordReadPermission,
  realtimeRecordUnmaskPermission,
];

/** Create in a Kubernetes cluster, or publish files, through an action of a template. @public */
export const realtimeClaimCreatePermission = createPermission({
  name: 'realtime.claim.create',
  attributes: { action: 'create' },
});

/** Read the state of a claim through an action of a template. @public */
export const realtimeClaimReadPermission = createPermission({
  name: 'realtime.claim.read',
  attributes: { action: 'read' },
});

/** Remove what a template created. @public */
export const realtimeClaimDeletePermission = createPermission({
  name: 'realtime.claim.delete',
  attributes: { action: 'delete' },
});

/** Those of templates. They are about no stream: where a claim may go is app-config's to say. @public */
export const realtimeClaimPermissions = [
  realtimeClaimCreatePermission,
  realtimeClaimReadPermission,
  realtimeClaimDeletePermission,
];

/** `component:default/ping-pong#kafka:local/pong_topic`. @public */
export function toStreamResourceRef(
  entityRef: string,
  streamKey: string,
): string {
  return `${entityRef}#${streamKey}`;
}

/** The inverse of {@link toStreamResourceRef}; undefined when the text has no `#`. @public */
export function parseStreamResourceRef(
  ref: string,
): { entityRef: string; streamKey: string } | undefined {
  const hash = ref.indexOf('#');
  if (hash < 1) return undefined;
  return { entityRef: ref.slice(0, hash), streamKey: ref.slice(hash + 1) };
}

/** Resource type of the permissions about rollouts; the ref is {@link toRolloutResourceRef}. @public */
export const RESOURCE_TYPE_REALTIME_ROLLOUT = 'realtime-rollout';

/** See a rollout, its pods, its analysis and its metrics. @public */
export const realtimeRolloutReadPermission = createPermission({
  name: 'realtime.rollout.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_REALTIME_ROLLOUT,
});

/** Promote, skip, abort and retry a rollout, where app-config switched that on. Each try is an audit event. @public */
export const realtimeRolloutControlPermission = createPermission({
  name: 'realtime.rollout.control',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_REALTIME_ROLLOUT,
});

/** Those about rollouts. @public */
export const realtimeRolloutPermissions = [
  realtimeRolloutReadPermission,
  realtimeRolloutControlPermission,
];

/** `component:default/ping-pong#prod/demo/pingpong-counter`. @public */
export function toRolloutResourceRef(
  entityRef: string,
  rollout: RolloutRef,
): string {
  return `${entityRef}#${toRolloutKey(rollout)}`;
}

/** The inverse of {@link toRolloutResourceRef}; undefined when the text is none. @public */
export function parseRolloutResourceRef(
  ref: string,
): { entityRef: string; rollout: RolloutRef } | undefined {
  const hash = ref.indexOf('#');
  const rollout = parseRollout(ref.slice(hash + 1));
  if (hash < 1 || !rollout) return undefined;
  return { entityRef: ref.slice(0, hash), rollout };
}
