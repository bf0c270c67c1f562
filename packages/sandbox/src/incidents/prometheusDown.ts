import type { Incident } from './Incident';

export const prometheusDown: Incident = {
  name: 'prometheus-down',
  summary:
    'nobody answers at Prometheus: charts have no news, analysis cannot measure',
  defaultSeconds: 30,
  run: async ({ canary, wait }, seconds) => {
    await canary.prometheus.suspend();
    try {
      await wait(seconds * 1_000);
    } finally {
      await canary.prometheus.resume();
    }
  },
};
