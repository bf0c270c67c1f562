import type { Incident } from './Incident';

export const clusterDown: Incident = {
  name: 'cluster-down',
  summary:
    'the Kubernetes API refuses connections; what runs in the cluster goes on',
  defaultSeconds: 30,
  run: async ({ kubernetes, wait }, seconds) => {
    await kubernetes.suspend();
    try {
      await wait(seconds * 1_000);
    } finally {
      await kubernetes.resume();
    }
  },
};
