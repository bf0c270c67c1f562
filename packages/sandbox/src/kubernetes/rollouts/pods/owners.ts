import { apiVersionOf, type Kind } from '../../model/Kind';
import type {
  KubernetesObject,
  OwnerReference,
} from '../../model/KubernetesObject';

/** How a dependent names whom it belongs to. */
export function ownerOf(
  kind: Kind,
  { metadata }: KubernetesObject,
): OwnerReference {
  return {
    apiVersion: apiVersionOf(kind),
    kind: kind.kind,
    name: metadata.name,
    uid: metadata.uid ?? '',
    controller: true,
    blockOwnerDeletion: true,
  };
}

export function controllerOf({
  metadata,
}: KubernetesObject): OwnerReference | undefined {
  return metadata.ownerReferences?.find(({ controller }) => controller);
}

export function isOwnedBy(
  dependent: KubernetesObject,
  owner: KubernetesObject,
): boolean {
  return controllerOf(dependent)?.uid === owner.metadata.uid;
}
