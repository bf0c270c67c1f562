import { RealtimeError } from '@backstage-realtime/plugin-realtime-common';

const FIRST_MS = 250;
const LONGEST_MS = 10_000;

/** Wait before try `tries + 1`, in ms: doubles from 250 to 10,000, and a random half of it is left out. */
export function backoffMs(tries: number, random: number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(10, tries - 1));
  return Math.round(full / 2 + (full / 2) * random);
}

/** True for what waiting cannot mend; everything else is tried again. */
export function isFinal(fault: unknown): fault is RealtimeError {
  return fault instanceof RealtimeError && !fault.isRetriable;
}
