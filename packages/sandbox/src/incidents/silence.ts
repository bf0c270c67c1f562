import type { Incident } from './Incident';

export const silence: Incident = {
  name: 'silence',
  summary: 'the generator sends no pings, so every topic falls quiet',
  defaultSeconds: 20,
  run: async ({ pingPong, wait }, seconds) => {
    pingPong.generator.setSilent(true);
    try {
      await wait(seconds * 1_000);
    } finally {
      pingPong.generator.setSilent(false);
    }
  },
};
