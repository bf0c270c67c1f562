import type { Incident } from './Incident';

export const prometheusRefuses: Incident = {
  name: 'prometheus-401',
  summary: 'Prometheus takes no credential, as after one that expired',
  defaultSeconds: 30,
  run: async ({ canary, wait }, seconds) => {
    canary.prometheus.setRefusing(true);
    try {
      await wait(seconds * 1_000);
    } finally {
      canary.prometheus.setRefusing(false);
    }
  },
};
