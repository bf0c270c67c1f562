import { delay, type Clock } from '../../../clock';

/** Delay before try `tries + 1` in ms: doubles from `minMs` to `maxMs`, then between half and all of it, so that streams do not retry in step. */
export function backoffMs(
  tries: number,
  bounds: { minBackoffMs: number; maxBackoffMs: number },
  random: () => number = Math.random,
): number {
  const doubled = bounds.minBackoffMs * 2 ** Math.min(tries - 1, 20);
  const longest = Math.min(bounds.maxBackoffMs, doubled);
  return Math.round(longest * (0.5 + random() / 2));
}

/** A request to do something, that may come early, late, and more than once. */
export class Nudge {
  private wake: (() => void) | undefined;
  private isDue = false;

  give(): void {
    this.isDue = true;
    this.wake?.();
  }

  /** Resolves at the nudge, or after `ms`, or when aborted. */
  async wait(ms: number, clock: Clock, signal: AbortSignal): Promise<void> {
    if (!this.isDue) {
      const early = new AbortController();
      this.wake = () => early.abort();
      await delay(clock, ms, AbortSignal.any([signal, early.signal]));
      this.wake = undefined;
    }
    this.isDue = false;
  }
}
