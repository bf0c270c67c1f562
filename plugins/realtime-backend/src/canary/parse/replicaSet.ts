import type { KubernetesObject } from '@backstage-realtime/plugin-realtime-node';
import { countAt, fieldsAt, fieldsOf, listAt, textAt } from './fields';
import { readIdentity, readRevision, type ObjectIdentity } from './metadata';

/** A ReplicaSet: the pods of one revision. */
export interface ReplicaSetObject extends ObjectIdentity {
  revision?: number;
  images: string[];
  desired: number;
  replicas: number;
  ready: number;
  available: number;
}

const MAX_IMAGES = 20;

export function parseReplicaSet(object: KubernetesObject): ReplicaSetObject {
  const spec = fieldsOf(object.spec);
  const status = fieldsOf(object.status);
  const containers = listAt(
    fieldsAt(spec, 'template', 'spec'),
    'containers',
    MAX_IMAGES,
  );
  return {
    ...readIdentity(object),
    revision: readRevision(object),
    images: containers.flatMap(each => textAt(fieldsOf(each), 'image') ?? []),
    desired: countAt(spec, 'replicas'),
    replicas: countAt(status, 'replicas'),
    ready: countAt(status, 'readyReplicas'),
    available: countAt(status, 'availableReplicas'),
  };
}
