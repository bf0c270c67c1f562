import { createPermission } from '@backstage/plugin-permission-common';

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

/** All three, in the order of what they show. @public */
export const realtimePermissions = [
  realtimeTopicReadPermission,
  realtimeRecordReadPermission,
  realtimeRecordUnmaskPermission,
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
