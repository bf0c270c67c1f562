import {
  APPLICATION_CLAIM,
  claimApiVersion,
  KAFKA_TOPIC_API_VERSION,
  OAM_API_VERSION,
  REALTIME_PLATFORM_CLAIM,
  RealtimeError,
  toManifestRef,
  type Manifest,
  type RealtimeErrorCode,
} from '@backstage-realtime/plugin-realtime-common';
import type {
  KubernetesClient,
  KubernetesObject,
} from '@backstage-realtime/plugin-realtime-node';
import type { AppliedResource } from './applyAll';
import { listObjects } from './listObjects';
import { TASK_LABEL, toTaskLabel } from './marks';
import { readAppliable } from './readAppliable';
import type { ActionServices, Step } from './services';

/** Where objects of a task are looked for. */
export interface Search {
  kubernetesCluster: string;
  namespace: string;
  /** Manifests of the workspace, whose objects are looked for too. */
  path?: string;
}

/**
 * What carries the id of this task on a cluster, and was therefore created by
 * it: everything of our own kinds in a namespace, and of others what manifests
 * name, since a cluster cannot be asked for objects of any kind at once.
 */
export async function findOfTask(
  step: Step,
  client: KubernetesClient,
  services: ActionServices,
  search: Search,
): Promise<AppliedResource[]> {
  const label = toTaskLabel(step.task.id);
  const found = new Map<string, AppliedResource>();
  for (const object of [
    ...(await listOwnKinds(step, client, services, search.namespace)),
    ...(await getNamed(step, client, services, search)),
  ])
    if (object.metadata.labels?.[TASK_LABEL] === label)
      found.set(object.metadata.uid ?? '', toCreated(object));
  return [...found.values()];
}

async function listOwnKinds(
  { signal }: Step,
  client: KubernetesClient,
  { claimApi }: ActionServices,
  namespace: string,
): Promise<KubernetesObject[]> {
  const claims = claimApiVersion(claimApi);
  const kinds = [
    { apiVersion: claims, kind: REALTIME_PLATFORM_CLAIM },
    { apiVersion: claims, kind: APPLICATION_CLAIM },
    { apiVersion: OAM_API_VERSION, kind: 'Application' },
    { apiVersion: KAFKA_TOPIC_API_VERSION, kind: 'KafkaTopic' },
  ];
  const found: KubernetesObject[] = [];
  for (const kind of kinds) {
    const list = () => listObjects(client, { ...kind, namespace }, signal);
    // Objects of a list come without their kind.
    for (const object of await unless('realtime.kubernetes.unknown-kind', list))
      found.push({ ...object, ...kind });
  }
  return found;
}

async function getNamed(
  step: Step,
  client: KubernetesClient,
  services: ActionServices,
  search: Search,
): Promise<KubernetesObject[]> {
  const { signal } = step;
  const found: KubernetesObject[] = [];
  for (const manifest of await readApplied(step, services, search)) {
    const ref = toManifestRef(manifest);
    const get = async () => [await client.get(ref, { signal })];
    for (const object of await unless('realtime.kubernetes.unknown-kind', get))
      if (object) found.push({ ...object, ...ref });
  }
  return found;
}

/** What is not written, or would be refused, was not applied either. */
async function readApplied(
  step: Step,
  services: ActionServices,
  { path, ...search }: Search,
): Promise<Manifest[]> {
  if (!path) return [];
  const read = () => readAppliable(step, services, { ...search, path });
  return unless('realtime.manifest.invalid', read);
}

function toCreated({
  apiVersion,
  kind,
  metadata,
}: KubernetesObject): AppliedResource {
  const { name, namespace = '', uid = '', resourceVersion = '' } = metadata;
  const ref = { apiVersion, kind, namespace, name };
  return { ...ref, uid, resourceVersion, operation: 'created' };
}

/** Nothing, where finding it ends with this code. */
async function unless<T>(
  code: RealtimeErrorCode,
  find: () => Promise<T[]>,
): Promise<T[]> {
  try {
    return await find();
  } catch (error) {
    if (error instanceof RealtimeError && error.code === code) return [];
    throw error;
  }
}
