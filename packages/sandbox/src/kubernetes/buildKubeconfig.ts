import type { KubernetesStatus } from './SandboxKubernetes';

/** For `kubectl --kubeconfig`: the admin and the reader as two contexts. JSON is YAML. */
export function buildKubeconfig({
  caData,
  readOnlyToken,
  token,
  url,
}: KubernetesStatus): string {
  const context = (user: string) => ({
    name: user,
    context: { cluster: 'sandbox', user, namespace: 'default' },
  });
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'sandbox',
    clusters: [
      {
        name: 'sandbox',
        cluster: { server: url, 'certificate-authority-data': caData },
      },
    ],
    users: [
      { name: 'sandbox', user: { token } },
      { name: 'reader', user: { token: readOnlyToken } },
    ],
    contexts: [context('sandbox'), context('reader')],
  };
  return JSON.stringify(config, null, 2);
}
