import { ConfigReader } from '@backstage/config';
import { KubernetesClusters } from '@backstage-realtime/plugin-realtime-node';
import {
  defaultDefinitionsDir,
  KubernetesApi,
  readComposites,
} from '@backstage-realtime/sandbox/kubernetes';

/** The API of the sandbox with the claims of `platform/xrds`, and a client of its own for what a test puts there. */
export async function startKubernetes() {
  const api = await KubernetesApi.start({
    definitions: await readComposites(defaultDefinitionsDir()),
  });
  const local = {
    url: api.url,
    caData: Buffer.from(api.ca).toString('base64'),
    serviceAccountToken: api.tokens.admin,
  };
  const config = { realtime: { kubernetes: { clusters: { local } } } };
  const clusters = KubernetesClusters.fromConfig(new ConfigReader(config));
  return {
    /** The cluster as app-config names it. */
    settings: local,
    client: clusters.get('local'),
    close: () => api.close(),
  };
}
