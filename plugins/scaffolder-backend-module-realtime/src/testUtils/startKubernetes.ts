import { ConfigReader } from '@backstage/config';
import {
  defaultDefinitionsDir,
  FREE_KINDS,
  KubernetesApi,
  readComposites,
} from '@backstage-realtime/sandbox/kubernetes';
import { KubernetesClusters } from '@backstage-realtime/plugin-realtime-node';

/** The API of the sandbox with the claims of `platform/xrds`, OAM applications, Kafka topics of any `spec`, and a namespace `team-a`. */
export async function startKubernetes() {
  const definitions = await readComposites(defaultDefinitionsDir());
  const api = await KubernetesApi.start({
    definitions: [...definitions, ...FREE_KINDS],
    namespaces: ['team-a'],
  });
  const admin = api.settingsOf('admin');
  return {
    api,
    admin,
    clusters: clustersOf({ local: admin }),
    close: () => api.close(),
  };
}

/** Clusters as app-config would name them. */
export function clustersOf(clusters: Record<string, object>) {
  const config = { realtime: { kubernetes: { clusters } } };
  return KubernetesClusters.fromConfig(new ConfigReader(config));
}
