import type { StatsFrame } from '@backstage-realtime/plugin-realtime-common';
import type { StreamSnapshot } from '../../../store/StreamSnapshot';
import { englishWords } from '../../words/WordsContext';
import type { ViewContext } from '../bandTypes';

/** Counts of a stream that shows every record. */
export const stats = {
  delivered: 1,
  filtered: 0,
  ratePerSecond: 95.8,
  shownPerSecond: 12,
  sampledOneIn: 1,
  behindMs: 300,
  readers: 1,
  viewers: 4,
} as StatsFrame;

const noRows = {
  length: 0,
  at: () => undefined,
  indexOf: () => -1,
  bytes: 0,
  maxRows: 1,
  maxBytes: 1,
};

/** A stream that is well. */
export const live: StreamSnapshot = {
  connection: { state: 'open', sinceMs: 0, transport: 'websocket' },
  status: { state: 'live', sinceMs: 0 },
  stats,
  rows: noRows,
  rates: [95.8],
  newSincePause: 0,
  partitions: [],
  isSeekable: true,
};

/** A reader one minute after the stream began. */
export const context: ViewContext = {
  title: 'pong_topic',
  system: 'prod-eu1',
  nowMs: 60_000,
  zone: 'utc',
  words: englishWords,
};

/** A refusal with this code. */
export const problem = (code: string) => ({
  code,
  message: 'why',
  isRetriable: false,
  atMs: 0,
});

/** A socket that has been silent since second 12. */
export const stale = {
  state: 'stale',
  sinceMs: 0,
  lastFrameAtMs: 12_000,
} as const;
