import type { Clock } from '../../clock';

interface Timer {
  dueMs: number;
  fn: () => void;
}

/** A clock that moves only when told. */
export class TestClock implements Clock {
  private timers: Timer[] = [];

  constructor(private nowMs = 1_700_000_000_000) {}

  /** Timers not yet due. */
  get pending(): number {
    return this.timers.length;
  }

  now(): number {
    return this.nowMs;
  }

  setTimeout(fn: () => void, ms: number): () => void {
    const timer = { dueMs: this.nowMs + ms, fn };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter(other => other !== timer);
    };
  }

  /** Moves on, calling what is due in its order, with turns in between for what it started. */
  async advance(ms: number): Promise<void> {
    await turns(20);
    const endMs = this.nowMs + ms;
    for (;;) {
      const next = this.timers
        .filter(({ dueMs }) => dueMs <= endMs)
        .sort((a, b) => a.dueMs - b.dueMs)[0];
      if (!next) break;
      this.timers = this.timers.filter(other => other !== next);
      this.nowMs = Math.max(this.nowMs, next.dueMs);
      next.fn();
      await turns(20);
    }
    this.nowMs = endMs;
    await turns(20);
  }
}

/** Lets everything that is ready run, so many turns of the event loop. */
export async function turns(count = 20): Promise<void> {
  for (let i = 0; i < count; i++)
    await new Promise(resolve => setImmediate(resolve));
}
