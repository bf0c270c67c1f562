import { setImmediate } from 'node:timers/promises';

/** Longest stretch of reading before others get their turn. */
const SLICE_MS = 8;
/** Looking at the clock costs more than reading one small item. */
const ITEMS_PER_LOOK = 64;

/**
 * Cuts long work into stretches of about {@link SLICE_MS}, so that an answer
 * with ten thousand partitions does not hold up the sockets of viewers.
 */
export class Slices {
  private beganAt = performance.now();
  private items = 0;

  /** One more item is done; true when it is time to `pause`. */
  isDue(): boolean {
    this.items++;
    return (
      this.items % ITEMS_PER_LOOK === 0 &&
      performance.now() - this.beganAt >= SLICE_MS
    );
  }

  /** Lets everything else that waits run first. */
  async pause(): Promise<void> {
    await setImmediate();
    this.beganAt = performance.now();
  }

  /** Calls `work` with each item, pausing in between. */
  async each<T>(items: Iterable<T>, work: (item: T) => void): Promise<void> {
    for (const item of items) {
      work(item);
      if (this.isDue()) await this.pause();
    }
  }
}
