import type { Incident } from './Incident';

export const stalledConsumer: Incident = {
  name: 'stalled-consumer',
  summary: 'the processor stops reading, so the lag on ping_topic grows',
  defaultSeconds: 60,
  run: async ({ pingPong, wait }, seconds) => {
    pingPong.processor.setStalled(true);
    try {
      await wait(seconds * 1_000);
    } finally {
      pingPong.processor.setStalled(false);
    }
  },
};
