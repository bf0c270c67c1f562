/** Shortest and longest wait between two tries, in ms. */
const FLOOR_MS = 500;
const CEILING_MS = 30_000;

/**
 * Wait before try `tries + 1`, in ms: uniform between 0.5 s and a ceiling that
 * doubles with each try up to 30 s. Full jitter spreads the tabs of a whole
 * company over the wait after a restart of the backend.
 * Source: AWS Architecture Blog, "Exponential Backoff And Jitter".
 */
export function computeBackoffMs(tries: number, random: () => number): number {
  const doublings = Math.min(Math.max(tries, 0), 16);
  const ceiling = Math.min(CEILING_MS, FLOOR_MS * 2 ** doublings);
  return FLOOR_MS + Math.round(random() * (ceiling - FLOOR_MS));
}
