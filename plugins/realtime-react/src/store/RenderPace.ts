/** Shortest time between two renders under load, in ms: four a second is as fast as people read. */
const MIN_MS = 250;

/** Longest time between two renders, in ms; a page slower than that is slow, not frozen. */
const MAX_MS = 1_000;

/** A render takes at most one part in eight of the time, the rest is the reader's. */
const REST_PER_RENDER = 7;

/** Renders cheaper than this, in ms, fit into every paint together with their rest. */
const CHEAP_MS = 16 / (REST_PER_RENDER + 1);

/** Renders that may follow each other at once after a calm time. */
const BURST = 3;

/** Weight of the newest render in the mean. */
const NEWEST = 0.25;

/**
 * How often a page may be told of new records, by what it costs to draw them.
 * A calm stream is drawn at every paint; under load there is one render in
 * max(250 ms, 7 × mean render time), at most one second, so that scrolling and
 * typing stay quick whatever the rate. Times come from outside, in ms.
 */
export class RenderPace {
  private meanMs = 0;
  /** When the allowance for a burst is whole again. */
  private wholeAtMs = -Infinity;

  /** Time until the next render may begin; 0 is now. */
  waitMs(nowMs: number): number {
    if (this.meanMs < CHEAP_MS) return 0;
    const dueAtMs = this.wholeAtMs - (BURST - 1) * this.intervalMs;
    return Math.max(0, Math.min(MAX_MS, dueAtMs - nowMs));
  }

  /** A render began, allowed or urgent. */
  begin(nowMs: number): void {
    const latestMs = nowMs + BURST * this.intervalMs;
    const wholeAtMs = Math.max(this.wholeAtMs, nowMs) + this.intervalMs;
    this.wholeAtMs = Math.min(latestMs, wholeAtMs);
  }

  /** The render is on screen; from its begin that took `costMs`. */
  end(costMs: number): void {
    const cost = Math.max(0, costMs);
    this.meanMs =
      this.meanMs === 0 ? cost : this.meanMs + NEWEST * (cost - this.meanMs);
  }

  private get intervalMs(): number {
    return Math.min(MAX_MS, Math.max(MIN_MS, REST_PER_RENDER * this.meanMs));
  }
}
