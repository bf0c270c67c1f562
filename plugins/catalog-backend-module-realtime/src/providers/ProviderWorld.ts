import { setTimeout as wait } from 'node:timers/promises';

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 60_000;

/** How chance and time come in, so that a test can hold them. */
export interface ProviderWorld {
  random(): number;
  /** Resolves after `ms`, or as soon as the signal aborts. */
  pause(ms: number, signal: AbortSignal): Promise<void>;
}

export const REAL_WORLD: ProviderWorld = {
  random: Math.random,
  // Waiting alone never keeps a backend from ending.
  pause: (ms, signal) =>
    wait(ms, undefined, { signal, ref: false }).catch(() => undefined),
};

/** Before the next try after this many failures (from 1): doubles from one second to a minute, half of it by chance. */
export function retryWaitMs(failures: number, random: number): number {
  const full = Math.min(
    LONGEST_RETRY_MS,
    FIRST_RETRY_MS * 2 ** Math.min(10, failures - 1),
  );
  return full / 2 + (full / 2) * random;
}
