import { ConfigReader } from '@backstage/config';
import {
  ApiCaller,
  defaultDefinitionsDir,
  FREE_KINDS,
  KubernetesApi,
  readComposites,
  RealKubernetes,
} from '@backstage-realtime/sandbox/kubernetes';
import type { Manifest } from '@backstage-realtime/plugin-realtime-common';
import { KubernetesClusters, type KubernetesClient } from '../kubernetes';

/** A Kubernetes API with the claims of `platform/xrds` and a namespace `team-a`, for one suite of tests. */
export interface TestCluster {
  url: string;
  ca: string;
  tokens: Record<'admin' | 'readOnly' | 'powerless', string>;
  /** What app-config would say of it. */
  admin: { url: string; caData: string; serviceAccountToken: string };
  clusters: KubernetesClusters;
  close(): Promise<void>;
}

/** The API of the sandbox; OAM applications and Kafka topics may have any `spec`. */
export async function startKubernetes() {
  const definitions = await readComposites(defaultDefinitionsDir());
  const api = await KubernetesApi.start({
    definitions: [...definitions, ...FREE_KINDS],
    namespaces: ['team-a'],
  });
  return { api, ...toTestCluster(api) };
}

/** kube-apiserver on etcd; takes the definitions as a cluster would. */
export async function startRealKubernetes(): Promise<TestCluster> {
  const api = await RealKubernetes.start();
  const cluster = toTestCluster(api);
  const client = cluster.clusters.get('local');
  const namespace = { apiVersion: 'v1', kind: 'Namespace', spec: {} };
  await client.apply({ ...namespace, metadata: { name: 'team-a' } });
  for (const definition of await readComposites(defaultDefinitionsDir()))
    await client.apply(definition as unknown as Manifest);
  for (const kind of ['ApplicationClaim', 'RealtimePlatformClaim'])
    await untilServed(client, kind);
  return cluster;
}

/** A new kind is served some time after its definition was taken. */
async function untilServed(
  client: KubernetesClient,
  kind: string,
): Promise<void> {
  const apiVersion = 'platform.example.org/v1alpha1';
  const ref = { apiVersion, kind, namespace: 'team-a', name: 'none' };
  for (;;) {
    try {
      await client.get(ref);
      return;
    } catch (error) {
      const { code } = error as { code?: unknown };
      if (code !== 'realtime.kubernetes.unknown-kind') throw error;
    }
  }
}

function toTestCluster(
  api: Pick<TestCluster, 'url' | 'ca' | 'tokens' | 'close'>,
): TestCluster {
  const { url, ca, tokens } = api;
  const caData = Buffer.from(ca).toString('base64');
  const admin = { url, caData, serviceAccountToken: tokens.admin };
  const clusters = clustersOf({ local: admin });
  return { url, ca, tokens, admin, clusters, close: () => api.close() };
}

/** Clusters as app-config would name them. */
export function clustersOf(clusters: Record<string, object>) {
  const config = { realtime: { kubernetes: { clusters } } };
  return KubernetesClusters.fromConfig(new ConfigReader(config));
}

/** Server-side apply of an ApplicationClaim in `team-a` under another name, taking fields over. */
export async function applyAs(
  cluster: TestCluster,
  manager: string,
  manifest: Manifest,
): Promise<void> {
  const { apiVersion, metadata } = manifest;
  const { code } = await new ApiCaller(cluster, cluster.tokens.admin).apply(
    `/apis/${apiVersion}/namespaces/team-a/applicationclaims/${metadata.name}`,
    manifest,
    `fieldManager=${manager}&force=true`,
  );
  if (code !== 200) throw new Error(`the cluster answered ${code}`);
}
