/** Largest burst, as a share of one second's allowance. */
const BURST_SECONDS = 0.5;

/**
 * Keeps a lane at `maxPerSecond` rows: one of every `oneIn` matching records of
 * each partition, so that a quiet partition is not crowded out by a busy one,
 * and a token bucket as the hard limit. `oneIn` follows the rate of the last second.
 */
export class Sampler {
  private oneIn = 1;
  private tokens: number;
  private refilledAtMs: number;
  private readonly counters = new Map<number, number>();
  private window: { atMs: number; matched: number };

  constructor(
    private readonly maxPerSecond: number,
    nowMs: number,
  ) {
    this.tokens = this.capacity;
    this.refilledAtMs = nowMs;
    this.window = { atMs: nowMs, matched: 0 };
  }

  /** Once for each flush: earns tokens for the time passed, adapts once a second. */
  refill(nowMs: number): void {
    const earned = ((nowMs - this.refilledAtMs) / 1000) * this.maxPerSecond;
    this.tokens = Math.min(this.capacity, this.tokens + Math.max(0, earned));
    this.refilledAtMs = nowMs;
    const elapsedMs = nowMs - this.window.atMs;
    if (elapsedMs < 1000) return;
    const rate = (this.window.matched * 1000) / elapsedMs;
    this.oneIn = Math.max(1, Math.ceil(rate / this.maxPerSecond));
    this.window = { atMs: nowMs, matched: 0 };
  }

  /** Whether the next matching record of the partition is shown. */
  take(partition: number): boolean {
    this.window.matched += 1;
    const count = this.counters.get(partition) ?? 0;
    this.counters.set(partition, count + 1);
    if (count % this.oneIn !== 0 || this.tokens < 1) return false;
    this.tokens -= 1;
    return true;
  }

  private get capacity(): number {
    return Math.max(1, this.maxPerSecond * BURST_SECONDS);
  }
}
