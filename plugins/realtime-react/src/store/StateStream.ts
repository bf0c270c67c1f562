/**
 * Where the newest value of something stands. `connecting`: nothing came yet.
 * `unreachable`: the part that is away, since when, and the next try; the last
 * value stays. `refused`: nothing more comes; `code` is an error code.
 * @public
 */
export type StateStatus =
  | { state: 'connecting'; sinceMs: number }
  | { state: 'live'; sinceMs: number }
  | {
      state: 'unreachable';
      sinceMs: number;
      /** A noun for a person: `the server`. No address. */
      part: string;
      tries: number;
      nextTryAtMs?: number;
    }
  | { state: 'refused'; sinceMs: number; code: string; message: string };

/** What is known now; a new object at each change. @public */
export interface StateSnapshot<T> {
  status: StateStatus;
  /** The newest value; missing until the first. */
  value?: T;
  /** When it came, by the clock of the page. */
  receivedAtMs?: number;
}

/**
 * The newest value of something that is watched: an older one is replaced, none
 * is ever missed. Whoever opens closes.
 * @public
 */
export interface StateStream<T> {
  subscribe(listener: () => void): () => void;
  /** The same object until something changes. */
  getSnapshot(): StateSnapshot<T>;
  /** Asks for a new reading, or tries again, now. */
  refresh(): void;
  close(): void;
}
