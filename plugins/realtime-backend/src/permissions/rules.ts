import {
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import {
  matchesAny,
  RESOURCE_TYPE_REALTIME_STREAM,
  type StreamKind,
} from '@backstage-realtime/plugin-realtime-common';
import { z } from 'zod';

/**
 * One stream as one entity declares it: the unit permissions decide about.
 * @public
 */
export interface StreamResource {
  kind: StreamKind;
  /** Cluster, broker or endpoint. */
  system: string;
  /** Topic or filter; the endpoint's name for a WebSocket. */
  topic: string;
  entityRef: string;
  /** Refs of the owners of the entity that declares the stream. */
  owners: string[];
}

/** Criteria of a rule, for stores that filter by query. @public */
export interface StreamQuery {
  key: 'owners' | 'system' | 'topic';
  values: string[];
}

/** What a permission is asked about: one stream of one entity. @public */
export const streamResourceRef = createPermissionResourceRef<
  StreamResource,
  StreamQuery
>().with({
  pluginId: 'realtime',
  resourceType: RESOURCE_TYPE_REALTIME_STREAM,
});

/** Holds when one of the claims owns the entity that declares the stream. @public */
export const isStreamOwner = createPermissionRule({
  name: 'IS_OWNER',
  description: 'Allow streams of entities that one of the claims owns',
  resourceRef: streamResourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string())
      .describe('Entity refs, usually ownershipEntityRefs'),
  }),
  apply: (stream, { claims }) =>
    stream.owners.some(owner => claims.includes(owner)),
  toQuery: ({ claims }) => ({ key: 'owners' as const, values: claims }),
});

/** Holds when the stream is of one of the named clusters, brokers or endpoints. @public */
export const hasSystem = createPermissionRule({
  name: 'HAS_CLUSTER',
  description: 'Allow streams of the named clusters, brokers or endpoints',
  resourceRef: streamResourceRef,
  paramsSchema: z.object({
    clusters: z
      .array(z.string())
      .describe('Names as in app-config; * is a wildcard'),
  }),
  apply: (stream, { clusters }) => matchesAny(clusters, stream.system),
  toQuery: ({ clusters }) => ({ key: 'system' as const, values: clusters }),
});

/** Holds when a pattern matches the topic. @public */
export const matchesTopic = createPermissionRule({
  name: 'MATCHES_TOPIC',
  description: 'Allow streams whose topic matches one of the patterns',
  resourceRef: streamResourceRef,
  paramsSchema: z.object({
    patterns: z.array(z.string()).describe('Topic names; * is a wildcard'),
  }),
  apply: (stream, { patterns }) => matchesAny(patterns, stream.topic),
  toQuery: ({ patterns }) => ({ key: 'topic' as const, values: patterns }),
});

/** Every rule of the resource type. @public */
export const streamPermissionRules = { isStreamOwner, hasSystem, matchesTopic };
