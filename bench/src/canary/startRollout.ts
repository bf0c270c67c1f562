import { ConfigReader } from '@backstage/config';
import { KubernetesClusters } from '@backstage-realtime/plugin-realtime-node';
import {
  FREE_KINDS,
  KubernetesApi,
} from '@backstage-realtime/sandbox/kubernetes';

/** `cluster/namespace/name` of the one rollout. */
export const ROLLOUT = 'bench/demo/counter';

const API = 'argoproj.io/v1alpha1';
const REF = {
  apiVersion: API,
  kind: 'Rollout',
  namespace: 'demo',
  name: 'counter',
};

/** The Kubernetes API of the sandbox with a rollout whose canary is `bbb` beside stable `aaa`. */
export async function startRollout() {
  const api = await KubernetesApi.start({
    definitions: [...FREE_KINDS],
    namespaces: ['demo'],
  });
  const cluster = api.settingsOf('admin');
  const realtime = { kubernetes: { clusters: { bench: cluster } } };
  const client = KubernetesClusters.fromConfig(
    new ConfigReader({ realtime }),
  ).get('bench');
  const made = await client.apply({
    apiVersion: API,
    kind: 'Rollout',
    metadata: { name: 'counter', namespace: 'demo' },
    spec: {
      replicas: 4,
      selector: { matchLabels: { app: 'counter' } },
      template: {
        metadata: { labels: { app: 'counter' } },
        spec: { containers: [{ name: 'app', image: 'counter:2' }] },
      },
      strategy: { canary: { steps: [{ setWeight: 25 }, { pause: {} }] } },
    },
  });
  await client.patch(REF, {
    subresource: 'status',
    body: {
      status: {
        phase: 'Paused',
        observedGeneration: String(made.metadata.generation),
        currentPodHash: 'bbb',
        stableRS: 'aaa',
        currentStepIndex: 1,
        replicas: 4,
        updatedReplicas: 1,
        readyReplicas: 4,
        availableReplicas: 4,
      },
    },
  });
  return { cluster, close: () => api.close() };
}
