import type { StreamsResponse } from '@backstage-realtime/plugin-realtime-common';
import type { Clock } from '../client/Clock';

/** An answer older than this, in ms, is asked for anew: rights may have changed. */
const MAX_AGE_MS = 5_000;

type Read = (
  entityRef: string,
  signal?: AbortSignal,
) => Promise<StreamsResponse>;

/**
 * One listing asked for before the page that needs it is there. It is given out
 * once and young; one that failed was a guess, and is asked for anew.
 */
export class ListingAhead {
  private held?: {
    entityRef: string;
    atMs: number;
    answer: Promise<StreamsResponse | undefined>;
  };

  static create(read: Read, clock: Clock): ListingAhead {
    return new ListingAhead(read, clock);
  }

  private constructor(
    private readonly read: Read,
    private readonly clock: Clock,
  ) {}

  /** Replaces the one that is held; never rejects. */
  ask(entityRef: string): void {
    const answer = this.read(entityRef).catch(() => undefined);
    this.held = { entityRef, atMs: this.clock.now(), answer };
  }

  async take(
    entityRef: string,
    signal?: AbortSignal,
  ): Promise<StreamsResponse> {
    const { held } = this;
    const isFit =
      held?.entityRef === entityRef &&
      this.clock.now() - held.atMs <= MAX_AGE_MS;
    if (isFit) this.held = undefined;
    const answer = isFit ? await held.answer : undefined;
    return answer ?? this.read(entityRef, signal);
  }
}
