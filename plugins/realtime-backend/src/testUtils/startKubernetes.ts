import type { Manifest } from '@backstage-realtime/plugin-realtime-common';
import {
  ApiCaller,
  defaultDefinitionsDir,
  FREE_KINDS,
  KubernetesApi,
  readComposites,
} from '@backstage-realtime/sandbox/kubernetes';
import { clustersOf } from './startRollouts';

type Tokens = Record<'admin' | 'readOnly' | 'powerless', string>;

/**
 * The API of the sandbox with the claims of `platform/xrds`, where asked for OAM
 * applications of any `spec` too, and a client of its own for what a test puts
 * there.
 */
export async function startKubernetes({ withOam = false } = {}) {
  const claims = await readComposites(defaultDefinitionsDir());
  const api = await KubernetesApi.start({
    definitions: withOam ? [...claims, ...FREE_KINDS] : claims,
  });
  const settings = api.settingsOf('admin');
  const { tokens }: { tokens: Tokens } = api;
  return {
    /** The cluster as app-config names it. */
    settings,
    /** Tokens by what they may do. */
    tokens,
    client: clustersOf({ local: settings }).get('local'),
    /** Server-side apply of an ApplicationClaim in `default` by somebody else, who takes the fields over. */
    applyAs: (manager: string, manifest: Manifest) =>
      applyAs(api, manager, manifest),
    close: () => api.close(),
  };
}

async function applyAs(
  api: KubernetesApi,
  manager: string,
  manifest: Manifest,
): Promise<void> {
  const { apiVersion, metadata } = manifest;
  const { code } = await new ApiCaller(api, api.tokens.admin).apply(
    `/apis/${apiVersion}/namespaces/default/applicationclaims/${metadata.name}`,
    manifest,
    `fieldManager=${manager}&force=true`,
  );
  if (code !== 200) throw new Error(`the cluster answered ${code}`);
}
