import type { KubernetesObject } from '@backstage-realtime/plugin-realtime-node';
import { fieldsOf, listAt, textAt, timeAt } from './fields';

/** Annotation the controller writes on what belongs to a revision. */
export const REVISION = 'rollout.argoproj.io/revision';

/** Label of everything that belongs to one template of pods. */
export const POD_HASH = 'rollouts-pod-template-hash';

/** What every object tells of itself. */
export interface ObjectIdentity {
  name: string;
  namespace: string;
  uid?: string;
  createdAtMs?: number;
  /** `rollouts-pod-template-hash`. */
  podHash?: string;
  /** The object that controls it. */
  owner?: { kind: string; name: string; uid?: string };
}

export function readIdentity({ metadata }: KubernetesObject): ObjectIdentity {
  return {
    name: metadata.name,
    namespace: metadata.namespace ?? '',
    uid: metadata.uid,
    createdAtMs: timeAt(metadata, 'creationTimestamp'),
    podHash: metadata.labels?.[POD_HASH],
    owner: readOwner(metadata),
  };
}

/** Number of the revision, from 1. */
export function readRevision({
  metadata,
}: KubernetesObject): number | undefined {
  const revision = Number(metadata.annotations?.[REVISION]);
  return Number.isSafeInteger(revision) && revision > 0 ? revision : undefined;
}

function readOwner(
  metadata: KubernetesObject['metadata'],
): ObjectIdentity['owner'] {
  const owners = listAt(metadata, 'ownerReferences').map(fieldsOf);
  const owner = owners.find(each => each.controller === true) ?? owners[0];
  const kind = owner && textAt(owner, 'kind');
  const name = owner && textAt(owner, 'name');
  return kind && name ? { kind, name, uid: textAt(owner, 'uid') } : undefined;
}
