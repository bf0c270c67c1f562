import type {
  Offset,
  StartPosition,
  StreamFilter,
  WatchedStream,
} from '@backstage-realtime/plugin-realtime-common';
import type { StreamSnapshot } from './StreamSnapshot';

/** What a page asks for. Equal values are the same stream. @public */
export interface RecordStreamOptions {
  entityRef: string;
  stream: string;
  from: StartPosition;
  /**
   * With a start at an offset: the last offset of a range. Reading pauses once
   * it came, and before that whenever the window is nearly full.
   */
  until?: Offset;
  filter?: StreamFilter;
  /** Rows a second while live; undefined is all. */
  maxPerSecond?: number;
  mode: 'records' | 'counts';
  unmask?: boolean;
}

/** A live stream as a store: `subscribe` and `getSnapshot` fit React's `useSyncExternalStore`. @public */
export interface RecordStream {
  subscribe(listener: () => void): () => void;
  getSnapshot(): StreamSnapshot;
  pause(): void;
  resume(from: 'buffer' | 'now'): void;
  setMode(mode: 'records' | 'counts'): void;
  /**
   * Try again now instead of at the next try; also after a refusal. `insteadOf`
   * is one of `problem.watching`: that stream ends wherever it is watched.
   */
  retry(insteadOf?: WatchedStream): void;
  close(): void;
}
