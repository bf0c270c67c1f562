/** Longest stretch of such work before others get their turn. */
const SLICE_MS = 8;
/** Looking at the clock costs more than reading one small item. */
export const ITEMS_PER_LOOK = 64;

/**
 * Work of all answers in one turn of the event loop. Several answers often wait
 * at the same time, and every one of them has its own right to be read; the
 * sockets of viewers care only for how long they wait for all of it. So a turn
 * has one budget, and of those that wait for another turn each gets its own,
 * first come, first served.
 */
export class Turns {
  private beganAtMs?: number;
  private readonly waiting: Array<() => void> = [];

  /** `nowMs`: of a clock that only goes on. */
  constructor(private readonly nowMs: () => number) {}

  /**
   * Whether the budget of this turn is used, or others were here before. Asked
   * right before work of some ms that cannot be cut, and `next` awaited if so;
   * callers keep their order.
   */
  isOver(): boolean {
    return this.waiting.length > 0 || this.isUsed();
  }

  isUsed(): boolean {
    this.beganAtMs ??= this.begin();
    return this.nowMs() - this.beganAtMs >= SLICE_MS;
  }

  /** Bounded by the answers that are under way. */
  async next(): Promise<void> {
    await new Promise<void>(resolve => {
      this.waiting.push(resolve);
      this.beganAtMs ??= this.begin();
    });
  }

  private begin(): number {
    setImmediate(() => {
      const resume = this.waiting.shift();
      this.beganAtMs = resume && this.begin();
      resume?.();
    });
    return this.nowMs();
  }
}

/** The one of this process. */
export const turns = new Turns(() => performance.now());

/**
 * Cuts long work into stretches of about {@link SLICE_MS}, so that an answer
 * with ten thousand partitions does not hold up the sockets of viewers.
 */
export class Slices {
  private items = 0;

  constructor(private readonly of: Turns = turns) {}

  /** So many more items are done; true when it is time to `pause`. */
  isDue(items = 1): boolean {
    this.items += items;
    if (this.items < ITEMS_PER_LOOK) return false;
    this.items = 0;
    return this.of.isUsed();
  }

  /** Lets everything else that waits run first. */
  async pause(): Promise<void> {
    await this.of.next();
  }

  /** Calls `work` with each item, pausing in between. */
  async each<T>(items: Iterable<T>, work: (item: T) => void): Promise<void> {
    for (const item of items) {
      work(item);
      this.items++;
      if (this.items >= ITEMS_PER_LOOK && this.isDue(0)) await this.pause();
    }
  }
}
