import type { Entity } from '@backstage/catalog-model';

/**
 * Annotations of the entities that a catalog makes of claims and applications
 * of Kubernetes clusters.
 * @public
 */
export const CLAIM_ANNOTATIONS = {
  /** `kubernetesCluster/namespace/kind/name`. */
  claim: 'backstage-realtime.io/claim',
  /** One of {@link CLAIM_PHASES}. */
  status: 'backstage-realtime.io/claim-status',
  /** What the cluster says of it; missing when it says nothing. */
  message: 'backstage-realtime.io/claim-message',
} as const;

/** How far a claim is, the one that needs somebody most first. @public */
export const CLAIM_PHASES = [
  'failed',
  'deleting',
  'paused',
  'creating',
  'ready',
] as const;

/** One of {@link CLAIM_PHASES}; each is a valid tag. @public */
export type ClaimPhase = (typeof CLAIM_PHASES)[number];

/** Phase of an entity that was made of a claim; undefined for every other entity. @public */
export function readClaimPhase({
  metadata,
}: Pick<Entity, 'metadata'>): ClaimPhase | undefined {
  const phase = metadata.annotations?.[CLAIM_ANNOTATIONS.status];
  return CLAIM_PHASES.find(each => each === phase);
}
