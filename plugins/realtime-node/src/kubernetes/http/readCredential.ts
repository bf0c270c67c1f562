import type { RequestOptions } from 'node:https';
import { KubeConfig } from '@kubernetes/client-node';
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
