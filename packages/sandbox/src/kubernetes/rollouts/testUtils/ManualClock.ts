import type { Clock } from '../../Clock';

interface Timer {
  atMs: number;
  run: () => void;
}

/** Time that passes when the test says so. */
export class ManualClock implements Clock {
  #nowMs: number;
  #timers: Timer[] = [];

  /** A whole second: times of the API have no parts of it. */
  constructor(startMs = Date.UTC(2026, 10, 21, 12)) {
    this.#nowMs = startMs;
  }

  readonly now = () => this.#nowMs;

  at(atMs: number, run: () => void): () => void {
    const timer = { atMs, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter(each => each !== timer);
    };
  }

  /** Runs what is due on the way, each at its time, and what follows from it. */
  async advance(ms: number): Promise<void> {
    const end = this.#nowMs + ms;
    await settle();
    for (;;) {
      const due = this.#timers.filter(({ atMs }) => atMs <= end);
      const next = due.sort((left, right) => left.atMs - right.atMs)[0];
      if (!next) {
        break;
      }
      this.#nowMs = Math.max(this.#nowMs, next.atMs);
      this.#timers = this.#timers.filter(each => each !== next);
      next.run();
      await settle();
    }
    this.#nowMs = end;
  }
}

/** Everything that was put off to after this turn has happened. */
export function settle(): Promise<void> {
  return new Promise(resolve => {
    setImmediate(resolve);
  });
}
