import type { ConnectionState } from '../store/StreamSnapshot';
import { computeBackoffMs } from './backoff';
import type { Clock } from './Clock';
import type { Verdict } from './closing';
import { Timers } from './Timers';

/** A connection that lived this long, in ms, starts the back-off anew. */
const PROVEN_MS = 5_000;

/** About an hour of tries; after that the page has to ask. */
const MAX_TRIES = 240;

/** A connection that is over: it waits for its next try, or stays closed until somebody asks. */
export type OverState = Extract<
  ConnectionState,
  { state: 'waiting' | 'closed' }
>;

/** Counts tries without a lasting connection, and says what follows the end of one. */
export class Attempts {
  private readonly timers: Timers<'proven'>;
  private tries = 0;

  static create(clock: Clock, random: () => number): Attempts {
    return new Attempts(clock, random);
  }

  private constructor(
    private readonly clock: Clock,
    private readonly random: () => number,
  ) {
    this.timers = Timers.create(clock);
  }

  /** The server greeted; the count is forgotten if the connection lasts. */
  noteGreeted(): void {
    this.timers.set('proven', () => this.forget(), PROVEN_MS);
  }

  /** The connection is gone, whether it lasted or not. */
  noteGone(): void {
    this.timers.clear('proven');
  }

  forget(): void {
    this.tries = 0;
  }

  /** Counts the try that just ended. */
  follow(verdict: Verdict): OverState {
    this.tries += 1;
    const { tries } = this;
    const sinceMs = this.clock.now();
    const { reason } = verdict;
    if (verdict.kind === 'stop')
      return { state: 'closed', sinceMs, code: verdict.code, reason };
    if (tries > MAX_TRIES) return gaveUp(sinceMs, reason);
    const nextTryAtMs = sinceMs + computeBackoffMs(tries, this.random);
    return { state: 'waiting', sinceMs, nextTryAtMs, tries, reason };
  }
}

function gaveUp(sinceMs: number, lastReason: string): OverState {
  const reason = `gave up after ${MAX_TRIES} tries: ${lastReason}`;
  return { state: 'closed', sinceMs, code: 'realtime.internal', reason };
}
