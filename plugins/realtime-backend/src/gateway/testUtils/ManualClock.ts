import type { Clock } from '../../clock';

interface Timer {
  dueMs: number;
  fn: () => void;
}

/** Time that moves when a test says so. */
export class ManualClock implements Clock {
  private readonly timers = new Set<Timer>();
  private nowMs: number;

  constructor(startMs = Date.now()) {
    this.nowMs = startMs;
  }

  now(): number {
    return this.nowMs;
  }

  setTimeout(fn: () => void, ms: number): () => void {
    const timer = { dueMs: this.nowMs + ms, fn };
    this.timers.add(timer);
    return () => this.timers.delete(timer);
  }

  /** Runs what falls due on the way, in order of time. */
  advance(ms: number): void {
    const endMs = this.nowMs + ms;
    for (;;) {
      const [next] = [...this.timers]
        .filter(timer => timer.dueMs <= endMs)
        .sort((a, b) => a.dueMs - b.dueMs);
      if (!next) break;
      this.timers.delete(next);
      this.nowMs = next.dueMs;
      next.fn();
    }
    this.nowMs = endMs;
  }

  get pending(): number {
    return this.timers.size;
  }
}
