import type {
  Gap,
  MaskInfo,
  NoteFrame,
  PartitionRange,
  StatsFrame,
  StreamState,
  ViewedRecord,
  WatchedStream,
} from '@backstage-realtime/plugin-realtime-common';

/**
 * State of the tab's connection. `stale`: open but silent. `waiting`: cut, next
 * try at `nextTryAtMs`. `closed`: will not try again, `code` says why.
 * @public
 */
export type ConnectionState =
  | { state: 'connecting'; sinceMs: number }
  | { state: 'open'; sinceMs: number; transport: 'websocket' | 'sse' }
  | { state: 'stale'; sinceMs: number; lastFrameAtMs: number }
  | {
      state: 'waiting';
      sinceMs: number;
      nextTryAtMs: number;
      tries: number;
      reason: string;
    }
  | { state: 'closed'; sinceMs: number; code: string; reason: string };

/** One row of the window, newest first. `id` is unique and stable in the window. @public */
export type Row =
  | { kind: 'record'; id: string; record: ViewedRecord }
  | { kind: 'gap'; id: string; atMs: number; gap: Gap }
  | { kind: 'note'; id: string; atMs: number; note: NoteFrame['note'] };

/** The bounded part kept for display; index 0 is the newest row. @public */
export interface RowWindow {
  readonly length: number;
  at(index: number): Row | undefined;
  /** Position of a row by id; -1 when it left the window. */
  indexOf(id: string): number;
  /** Gap rows below the oldest record kept, whose neighbours left the window. */
  readonly gapsBefore?: number;
  readonly bytes: number;
  readonly maxRows: number;
  readonly maxBytes: number;
}

/** A refusal or the end of a stream. @public */
export interface StreamProblem {
  code: string;
  message: string;
  isRetriable: boolean;
  atMs: number;
  /** Streams of the user whose end would make room, longest open first. */
  watching?: WatchedStream[];
}

/**
 * Everything a page shows of one stream. A new object at most once a paint, less often under load;
 * parts that did not change keep their identity.
 * @public
 */
export interface StreamSnapshot {
  connection: ConnectionState;
  status: StreamState;
  stats?: StatsFrame;
  rows: RowWindow;
  /** Records a second of the whole topic, one value a second, oldest first, at most 60; undefined where nothing was measured. */
  rates: ReadonlyArray<number | undefined>;
  /** Records that came in since the pause, by the server's exact count. */
  newSincePause: number;
  partitions: PartitionRange[];
  isSeekable: boolean;
  mask?: MaskInfo;
  /** Set when the stream was refused or has ended. */
  problem?: StreamProblem;
}
