import type { Finding } from '@backstage-realtime/plugin-realtime-common';

/** How it came to this, and what happens when nobody does anything: told before the steps. */
const CONSEQUENCES = [
  'lag.note.rewound',
  'lag.next.lossy',
  'lag.next.critical-in',
];

/** True for a line of `next` that is no step. */
export function isConsequence({ sentence }: Finding): boolean {
  return CONSEQUENCES.includes(sentence);
}
