import type { Clock } from './Clock';

/** Longest delay browsers keep, in ms; a longer one fires at once. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/** Timers by name: setting one again replaces it, so none can be forgotten. */
export class Timers<Name extends string> {
  private readonly running = new Map<Name, () => void>();

  static create<Name extends string>(clock: Clock): Timers<Name> {
    return new Timers<Name>(clock);
  }

  private constructor(private readonly clock: Clock) {}

  set(name: Name, fn: () => void, ms: number): void {
    this.clear(name);
    const run = () => {
      this.running.delete(name);
      fn();
    };
    this.running.set(
      name,
      this.clock.setTimeout(run, Math.min(Math.max(ms, 0), MAX_DELAY_MS)),
    );
  }

  has(name: Name): boolean {
    return this.running.has(name);
  }

  clear(name: Name): void {
    this.running.get(name)?.();
    this.running.delete(name);
  }

  clearAllBut(kept: Name): void {
    for (const name of [...this.running.keys()]) {
      if (name !== kept) this.clear(name);
    }
  }
}
