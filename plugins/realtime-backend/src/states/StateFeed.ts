import type {
  RealtimeErrorCode,
  StateKind,
  WatchCommand,
} from '@backstage-realtime/plugin-realtime-common';
import type { UserCredentials } from '../access/StreamAccess';

/** A right to a state, and the way to it. */
export interface StateGrant {
  ok: true;
  /** What the caller sees; another one at the next check means that the right changed. */
  identity: string;
  /** Calls back with each value, at once when one is known; the answer ends it. */
  open(onValue: (value: object) => void): () => void;
  /** Makes a new value soon, unless the last is quite young. */
  refresh(): void;
}

/** A refusal is a value, as for streams. */
export type StateDecision =
  StateGrant | { ok: false; code: RealtimeErrorCode; message: string };

/**
 * The latest value of something, pushed. Authorises with the caller's
 * credentials; values are shared by everybody with the same identity.
 */
export interface StateFeed {
  authorise(
    command: WatchCommand,
    credentials: UserCredentials,
  ): Promise<StateDecision>;
}

/** One feed a kind of state. */
export type StateFeeds = Readonly<Record<StateKind, StateFeed>>;
