import type { Finding } from '@backstage-realtime/plugin-realtime-common';

/** What happens when nobody does anything: told before the steps that prevent it. */
const CONSEQUENCES = ['lag.next.lossy', 'lag.next.critical-in'];

/** True for a line of `next` that is no step. */
export function isConsequence({ sentence }: Finding): boolean {
  return CONSEQUENCES.includes(sentence);
}
