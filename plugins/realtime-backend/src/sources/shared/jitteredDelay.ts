/** Bounds of the wait before the next try, in ms. */
export interface RetryBounds {
  minMs: number;
  maxMs: number;
}

/**
 * Wait before try number `tries` (from 1): doubling up to the bound, the upper
 * half of it by chance, so that many readers do not come back in step.
 * `random` yields 0 to 1.
 */
export function jitteredDelay(
  tries: number,
  { minMs, maxMs }: RetryBounds,
  random: () => number,
): number {
  const fullMs = Math.min(maxMs, minMs * 2 ** Math.min(tries - 1, 30));
  return fullMs / 2 + (random() * fullMs) / 2;
}
