import type { Incident } from './Incident';

export const brokerDown: Incident = {
  name: 'broker-down',
  summary: 'Kafka is killed and comes back on the same port with its records',
  defaultSeconds: 15,
  run: async ({ kafka, wait }, seconds) => {
    await kafka.kill();
    try {
      await wait(seconds * 1_000);
    } finally {
      await kafka.restart();
    }
  },
};
