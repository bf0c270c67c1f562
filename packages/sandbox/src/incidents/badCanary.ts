import type { Incident } from './Incident';

/** Long enough for a pause and for the analysis after it. */
export const badCanary: Incident = {
  name: 'bad-canary',
  summary:
    'the canary of pingpong-counter answers with errors, so that its next analysis aborts it',
  defaultSeconds: 90,
  run: async ({ canary, wait }, seconds) => {
    canary.setCanaryBad(true);
    try {
      await wait(seconds * 1_000);
    } finally {
      canary.setCanaryBad(false);
    }
  },
};
