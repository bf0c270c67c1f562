import type { Clock } from '../Clock';

/** Looks at one object and makes it a bit more what it should be. Returns when to look again, if time alone changes it. */
type Work = (name: string) => number | undefined;

/** After a failure, such as a store that is full. */
const RETRY_MS = 2_000;

/**
 * Each name at most once in the queue and at most one timer: the shape of a
 * controller. What work does to its objects pokes it again, until nothing
 * changes any more.
 */
export class WorkQueue {
  readonly #clock: Clock;
  readonly #work: Work;
  readonly #waiting = new Set<string>();
  readonly #timers = new Map<string, () => void>();
  #isStopped = false;

  constructor(clock: Clock, work: Work) {
    this.#clock = clock;
    this.#work = work;
  }

  /** Never works in the same turn: others see the cause first. */
  poke(name: string): void {
    if (this.#isStopped || this.#waiting.has(name)) {
      return;
    }
    this.#waiting.add(name);
    queueMicrotask(() => this.#run(name));
  }

  stop(): void {
    this.#isStopped = true;
    this.#timers.forEach(forget => forget());
    this.#timers.clear();
  }

  #run(name: string): void {
    this.#waiting.delete(name);
    if (this.#isStopped) {
      return;
    }
    this.#timers.get(name)?.();
    this.#timers.delete(name);
    const againAt = this.#attempt(name);
    if (againAt !== undefined) {
      const forget = this.#clock.at(againAt, () => this.poke(name));
      this.#timers.set(name, forget);
    }
  }

  #attempt(name: string): number | undefined {
    try {
      return this.#work(name);
    } catch {
      return this.#clock.now() + RETRY_MS;
    }
  }
}
