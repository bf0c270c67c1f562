import type { Clock } from './Clock';
import { Timers } from './Timers';

/** Credentials are renewed this long before they end, in ms. */
const RENEW_BEFORE_MS = 60_000;

/** Shortest time between two renewals, in ms, also when credentials are about to end. */
const RENEW_FLOOR_MS = 30_000;

/**
 * Says when to renew the credentials of an open transport. Whether a renewal
 * worked is not asked: a new hello sets the time anew, and without one it is
 * tried again until the server closes.
 */
export class Renewal {
  private readonly timers: Timers<'renew'>;

  static create(clock: Clock, onDue: () => void): Renewal {
    return new Renewal(clock, onDue);
  }

  private constructor(
    clock: Clock,
    private readonly onDue: () => void,
  ) {
    this.timers = Timers.create(clock);
  }

  /** `leftMs`: until the credentials end. */
  schedule(leftMs: number): void {
    const delayMs = Math.max(RENEW_FLOOR_MS, leftMs - RENEW_BEFORE_MS);
    const renew = () => {
      this.schedule(leftMs);
      this.onDue();
    };
    this.timers.set('renew', renew, delayMs);
  }

  stop(): void {
    this.timers.clear('renew');
  }
}
