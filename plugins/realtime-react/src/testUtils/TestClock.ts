import type { Clock } from '@backstage-realtime/plugin-realtime-react';

/** A clock that stands still until a test moves it. @public */
export class TestClock implements Clock {
  private timers: Array<{ atMs: number; fn: () => void }> = [];

  constructor(private nowMs = 1_700_000_000_000) {}

  now(): number {
    return this.nowMs;
  }

  /** Timers that wait. */
  get pending(): number {
    return this.timers.length;
  }

  setTimeout(fn: () => void, ms: number): () => void {
    const timer = { atMs: this.nowMs + ms, fn };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter(other => other !== timer);
    };
  }

  /** Runs what comes due on the way, in order of time, also what these set. */
  advance(ms: number): void {
    const endMs = this.nowMs + ms;
    for (;;) {
      const [due] = [...this.timers].sort((a, b) => a.atMs - b.atMs);
      if (!due || due.atMs > endMs) break;
      this.timers = this.timers.filter(other => other !== due);
      this.nowMs = due.atMs;
      due.fn();
    }
    this.nowMs = endMs;
  }
}
