import { CustomErrorBase } from '@backstage/errors';
import type { Clock } from '../../clock';

const MINUTE_MS = 60_000;
/** Users remembered at once; past it the window starts afresh for everybody, which only ever allows more. */
const MAX_USERS = 10_000;

/** Answered as 429: the host reads `statusCode`. */
export class TooManyRequestsError extends CustomErrorBase {
  override name = 'TooManyRequestsError' as const;
  readonly statusCode = 429;
}

/** How the refusal calls what is counted, and what helps. */
interface RateWords {
  what: string;
  advice: string;
}

const TICKETS: RateWords = {
  what: 'tickets',
  advice: 'close pages that reconnect all the time',
};

/** Tickets, or other costly answers, one user was given in the present minute, on this replica. */
export class TicketRate {
  private readonly counts = new Map<string, number>();
  private windowEndsMs = 0;

  static create(perMinute: number, clock: Clock, words = TICKETS): TicketRate {
    return new TicketRate(perMinute, clock, words);
  }

  private constructor(
    private readonly perMinute: number,
    private readonly clock: Clock,
    private readonly words: RateWords,
  ) {}

  /** Counts one; throws {@link TooManyRequestsError} with the numbers at the limit. */
  take(userRef: string): void {
    this.turnWindow();
    const used = this.counts.get(userRef) ?? 0;
    if (used >= this.perMinute) throw this.refusal(used);
    this.counts.set(userRef, used + 1);
  }

  private turnWindow(): void {
    const nowMs = this.clock.now();
    if (nowMs < this.windowEndsMs && this.counts.size < MAX_USERS) return;
    this.counts.clear();
    this.windowEndsMs = nowMs + MINUTE_MS;
  }

  private refusal(used: number): TooManyRequestsError {
    const waitSeconds = Math.ceil(
      (this.windowEndsMs - this.clock.now()) / 1000,
    );
    const { what, advice } = this.words;
    return new TooManyRequestsError(
      `You asked for ${used} of ${this.perMinute} ${what} a minute. Wait ${waitSeconds} s, or ${advice}`,
    );
  }
}
