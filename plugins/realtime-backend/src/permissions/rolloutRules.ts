import {
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import {
  matchesAny,
  RESOURCE_TYPE_REALTIME_ROLLOUT,
  type RolloutRef,
} from '@backstage-realtime/plugin-realtime-common';
import { z } from 'zod';

/**
 * One rollout as one entity declares it: the unit permissions decide about.
 * @public
 */
export interface RolloutResource extends RolloutRef {
  entityRef: string;
  /** Refs of the owners of the entity that declares the rollout. */
  owners: string[];
}

/** Criteria of a rule, for stores that filter by query. @public */
export interface RolloutQuery {
  key: 'owners' | 'cluster' | 'namespace';
  values: string[];
}

/** What a permission is asked about: one rollout of one entity. @public */
export const rolloutResourceRef = createPermissionResourceRef<
  RolloutResource,
  RolloutQuery
>().with({
  pluginId: 'realtime',
  resourceType: RESOURCE_TYPE_REALTIME_ROLLOUT,
});

/** Holds when one of the claims owns the entity that declares the rollout. @public */
export const isRolloutOwner = createPermissionRule({
  name: 'IS_OWNER',
  description: 'Allow rollouts of entities that one of the claims owns',
  resourceRef: rolloutResourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string())
      .describe('Entity refs, usually ownershipEntityRefs'),
  }),
  apply: (rollout, { claims }) =>
    rollout.owners.some(owner => claims.includes(owner)),
  toQuery: ({ claims }) => ({ key: 'owners' as const, values: claims }),
});

/** Holds when the rollout is on one of the named clusters. @public */
export const hasRolloutCluster = createPermissionRule({
  name: 'HAS_CLUSTER',
  description: 'Allow rollouts on the named Kubernetes clusters',
  resourceRef: rolloutResourceRef,
  paramsSchema: z.object({
    clusters: z
      .array(z.string())
      .describe('Names as in app-config; * is a wildcard'),
  }),
  apply: (rollout, { clusters }) => matchesAny(clusters, rollout.cluster),
  toQuery: ({ clusters }) => ({ key: 'cluster' as const, values: clusters }),
});

/** Holds when the rollout is in one of the namespaces. @public */
export const hasRolloutNamespace = createPermissionRule({
  name: 'HAS_NAMESPACE',
  description: 'Allow rollouts in the named namespaces of Kubernetes',
  resourceRef: rolloutResourceRef,
  paramsSchema: z.object({
    namespaces: z
      .array(z.string())
      .describe('Namespaces of Kubernetes; * is a wildcard'),
  }),
  apply: (rollout, { namespaces }) => matchesAny(namespaces, rollout.namespace),
  toQuery: ({ namespaces }) => ({
    key: 'namespace' as const,
    values: namespaces,
  }),
});

/** Every rule of the resource type. @public */
export const rolloutPermissionRules = {
  isRolloutOwner,
  hasRolloutCluster,
  hasRolloutNamespace,
};
