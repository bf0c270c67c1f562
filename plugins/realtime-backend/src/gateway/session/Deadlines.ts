import type { Clock } from '../../clock';

/** Longest wait Node's timers hold; a longer one would fire at once. */
const MAX_WAIT_MS = 2 ** 31 - 1;

/** Named waits of one thing with a life; setting a name again replaces its wait. */
export class Deadlines<Name extends string> {
  /** Made with the first wait: each viewer has several of us, and most never wait. */
  private cancels: Map<Name, () => void> | undefined;

  static create<Name extends string>(clock: Clock): Deadlines<Name> {
    return new Deadlines<Name>(clock);
  }

  private constructor(private readonly clock: Clock) {}

  set(name: Name, waitMs: number, fn: () => void): void {
    this.clear(name);
    const bounded = Math.min(Math.max(0, waitMs), MAX_WAIT_MS);
    const cancel = this.clock.setTimeout(() => {
      this.cancels?.delete(name);
      fn();
    }, bounded);
    this.cancels ??= new Map();
    this.cancels.set(name, cancel);
  }

  has(name: Name): boolean {
    return this.cancels?.has(name) ?? false;
  }

  clear(name: Name): void {
    this.cancels?.get(name)?.();
    this.cancels?.delete(name);
  }

  clearAll(): void {
    for (const cancel of this.cancels?.values() ?? []) cancel();
    this.cancels?.clear();
  }
}
