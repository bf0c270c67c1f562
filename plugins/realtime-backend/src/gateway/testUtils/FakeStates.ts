import {
  STATE_KINDS,
  type StateKind,
  type WatchCommand,
} from '@backstage-realtime/plugin-realtime-common';
import type {
  StateDecision,
  StateFeed,
  StateFeeds,
} from '../../states/StateFeed';

/** A feed whose values and decisions a test sets. */
export class FakeStates implements StateFeed {
  /** What the next question is answered with; undefined: yes, as the same as before. */
  refusal?: Extract<StateDecision, { ok: false }>;
  identity = 'a';
  watched: WatchCommand[] = [];
  refreshed = 0;
  private readonly listeners = new Set<(value: object) => void>();

  get size(): number {
    return this.listeners.size;
  }

  async authorise(command: WatchCommand): Promise<StateDecision> {
    this.watched.push(command);
    if (this.refusal) return this.refusal;
    return {
      ok: true,
      identity: this.identity,
      open: listener => {
        this.listeners.add(listener);
        return () => void this.listeners.delete(listener);
      },
      refresh: () => {
        this.refreshed += 1;
      },
    };
  }

  push(value: object): void {
    for (const listener of this.listeners) listener(value);
  }
}

/** One feed for every kind of state. */
export function everyState(feed: StateFeed): StateFeeds {
  const feeds = STATE_KINDS.map(kind => [kind, feed] as const);
  return Object.fromEntries(feeds) as Record<StateKind, StateFeed>;
}
