import type {
  FilterClause,
  Offset,
  StartPosition,
} from '@backstage-realtime/plugin-realtime-common';

/** What the sentence above the rows says; the page keeps it in its address. @public */
export interface StreamQuery {
  from: StartPosition;
  /** Last offset of a range that starts at an offset; reading pauses there. */
  until?: Offset;
  /** Partitions to read; undefined is all. */
  partitions?: number[];
  clauses: FilterClause[];
  /** Rows a second while live; undefined is all. */
  maxPerSecond?: number;
}

/** Rows a second a reader can choose; undefined is all. @public */
export const ROW_LIMITS = [12, 50, 200, undefined] as const;

/** Counts of `the last N` a reader can choose, over all partitions. @public */
export const LAST_COUNTS = [50, 500, 5_000] as const;

/** What a page shows without anything in its address. @public */
export const DEFAULT_QUERY: StreamQuery = {
  from: { at: 'last', count: 50 },
  clauses: [],
  maxPerSecond: 12,
};
