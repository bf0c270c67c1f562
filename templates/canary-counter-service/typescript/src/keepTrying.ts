import { setTimeout as wait } from "node:timers/promises";
import type { Logger } from "pino";

const FIRST_DELAY_MS = 500;
const MAX_DELAY_MS = 5_000;

/**
 * Tries until it works or the signal ends it; then it rejects with an
 * AbortError. Waits 0.25 s to 5 s in between, doubling, with jitter so that
 * many pods do not knock at a database that came back at the same moment.
 */
export async function keepTrying<T>(
  what: string,
  attempt: () => Promise<T>,
  { log, signal }: { log: Logger; signal: AbortSignal },
): Promise<T> {
  for (let failures = 0; ; failures += 1) {
    signal.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      const delayMs = delayAfter(failures, Math.random());
      log.warn({ err: error, delayMs }, `${what} failed; trying again`);
      await wait(delayMs, undefined, { signal });
    }
  }
}

/** Half of the ceiling is fixed, half random (0 to 1). */
export function delayAfter(failures: number, random: number): number {
  const ceiling = Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** failures);
  return Math.round(ceiling / 2 + (random * ceiling) / 2);
}
