import type { RequestOptions } from 'node:https';
import type { KubernetesClusterSettings } from '../settings';

/**
 * How requests to a cluster are sent: its authority and its token, by the rules
 * of the Kubernetes client library. Requests themselves are ours: each can be
 * cancelled and is bounded in time and bytes.
 */
export async function readCredential({
  name,
  url,
  serviceAccountToken,
  caData,
  caFile,
  skipTLSVerify,
}: KubernetesClusterSettings): Promise<RequestOptions> {
  const { KubeConfig } = loadClientLibrary();
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromOptions({
    clusters: [
      {
        name,
        server: url,
        caData,
        caFile,
        skipTLSVerify: url.startsWith('http:') || skipTLSVerify,
      },
    ],
    users: [{ name, token: serviceAccountToken }],
    contexts: [{ name, cluster: name, user: name }],
    currentContext: name,
  });
  const options: RequestOptions = {};
  await kubeConfig.applyToHTTPSOptions(options);
  return options;
}

/**
 * Loads the library with the first request to a cluster: it holds classes of
 * every kind of Kubernetes and blocks for about a second, which a portal
 * without clusters never has to wait for.
 */
function loadClientLibrary(): typeof import('@kubernetes/client-node') {
  return require('@kubernetes/client-node');
}
