import { request } from 'node:https';
import { ConfigReader } from '@backstage/config';
import type { Manifest } from '@backstage-realtime/plugin-realtime-common';
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
    /** Server-side apply of an ApplicationClaim in `default` by somebody else, who takes the fields over. */
    applyAs: (manager: string, manifest: Manifest) =>
      applyAs(api, manager, manifest),
    close: () => api.close(),
  };
}

async function applyAs(
  { url, ca, tokens }: KubernetesApi,
  manager: string,
  manifest: Manifest,
): Promise<void> {
  const { apiVersion, metadata } = manifest;
  const path = `/apis/${apiVersion}/namespaces/default/applicationclaims/${metadata.name}`;
  const status = await new Promise((resolve, reject) => {
    const outgoing = request(
      `${url}${path}?fieldManager=${manager}&force=true`,
      {
        method: 'PATCH',
        ca,
        headers: {
          authorization: `Bearer ${tokens.admin}`,
          'content-type': 'application/apply-patch+yaml',
        },
      },
      response => {
        response.resume().once('end', () => resolve(response.statusCode));
      },
    );
    outgoing.once('error', reject);
    outgoing.end(JSON.stringify(manifest));
  });
  if (status !== 200) throw new Error(`the cluster answered ${status}`);
}
