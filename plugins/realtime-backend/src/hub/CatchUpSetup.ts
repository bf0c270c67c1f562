import type { SourceEvent } from '@backstage-realtime/plugin-realtime-node';
import type { Cursor } from './Cursor';
import type { PositionMap } from './entries';
import type { HistoryStart } from './historyStart';
import type { Lane } from './Lane';
import type { Outlet } from './Outlet';
import type { RowPolicy } from './RowWriter';

/** What reading history needs. */
export interface CatchUpSetup {
  lane: Lane;
  outlet: Outlet;
  policy: RowPolicy;
  budgetRecords: number;
  now: () => number;
  /** Opens a reading that ends with `done`. */
  open: (
    from: HistorySource['from'],
    signal: AbortSignal,
  ) => AsyncIterable<SourceEvent>;
  /** Resolves at a settled moment with a cursor held at the tail, and the reader's position then. */
  hold: (
    hold: Cursor['hold'],
  ) => Promise<{ cursor: Cursor; target: PositionMap }>;
  wantsPartition: (partition: number) => boolean;
  onOutage: (event: SourceEvent) => void;
  /** Waits before try `tries + 1`; ends early when the signal aborts. */
  wait: (tries: number, signal: AbortSignal) => Promise<void>;
}

type HistorySource = Extract<HistoryStart, { kind: 'source' }>;
/** A start there is something to read from. */
export type Readable = Extract<HistoryStart, { kind: 'source' | 'ring' }>;

/** How it ended: joined the lane, or stopped at the budget, or was stopped. */
export type CatchUpOutcome =
  | { kind: 'live'; cursor: Cursor }
  | { kind: 'budget'; reason: string }
  | { kind: 'aborted' };
