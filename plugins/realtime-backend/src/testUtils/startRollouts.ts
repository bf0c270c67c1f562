import { ConfigReader } from '@backstage/config';
import {
  KubernetesClusters,
  type KubernetesClient,
  type KubernetesObject,
} from '@backstage-realtime/plugin-realtime-node';
import {
  FREE_KINDS,
  KubernetesApi,
  type KubernetesAddress,
  type KubernetesApiOptions,
} from '@backstage-realtime/sandbox/kubernetes';

/** A cluster that serves rollouts, and a way to play their controller. */
export interface RolloutCluster {
  api: KubernetesApi;
  /** What app-config says of it. */
  settings: KubernetesAddress;
  client: KubernetesClient;
  /** Makes or changes an object with its status, which is for the generation it then has. */
  put(object: KubernetesObject): Promise<KubernetesObject>;
  remove(object: KubernetesObject): Promise<void>;
  close(): Promise<void>;
}

export async function startRollouts(
  definitions: KubernetesApiOptions['definitions'] = [...FREE_KINDS],
): Promise<RolloutCluster> {
  const api = await KubernetesApi.start({ definitions, namespaces: ['demo'] });
  const settings = api.settingsOf('admin');
  const client = clustersOf({ local: settings }).get('local');
  return {
    api,
    settings,
    client,
    put: object => put(client, object),
    remove: async object => {
      const ref = refOf(object);
      const found = await client.get(ref);
      await client.remove(ref, { uid: found?.metadata.uid ?? '' });
    },
    close: () => api.close(),
  };
}

/** Clusters as app-config would name them. */
export function clustersOf(clusters: Record<string, object>) {
  const config = { realtime: { kubernetes: { clusters } } };
  return KubernetesClusters.fromConfig(new ConfigReader(config));
}

async function put(
  client: KubernetesClient,
  { status, ...object }: KubernetesObject,
): Promise<KubernetesObject> {
  const { uid, resourceVersion, generation, ownerReferences, ...metadata } =
    object.metadata;
  const made = await client.apply({
    ...object,
    spec: (object.spec ?? {}) as Record<string, unknown>,
    metadata: { ...metadata, ownerReferences: withoutUid(ownerReferences) },
  } as Parameters<KubernetesClient['apply']>[0]);
  if (!status) return made;
  const observed = `${made.metadata.generation}`;
  const told = (status as { observedGeneration?: string }).observedGeneration;
  return client.patch(refOf(object), {
    subresource: 'status',
    body: {
      status: {
        ...status,
        ...(told !== undefined && { observedGeneration: observed }),
      },
    },
  });
}

/** The server gives uids; owners are then told by their names. */
function withoutUid(owners: unknown): unknown {
  return (owners as object[] | undefined)?.map(owner => ({
    ...owner,
    uid: '',
    apiVersion: 'argoproj.io/v1alpha1',
  }));
}

function refOf({ apiVersion, kind, metadata }: KubernetesObject) {
  const { name, namespace = '' } = metadata;
  return { apiVersion, kind, name, namespace };
}
