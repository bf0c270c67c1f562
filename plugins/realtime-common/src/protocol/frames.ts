import type { Gap } from '../model/gap';
import type { Offset } from '../model/offset';
import type { StreamKey } from '../model/stream';
import type { WatchedStream } from './commands';
import type { StateChange } from './statePatch';

/** Limits the server applies to this viewer, so that a page can say them. @public */
export interface ViewerLimits {
  streamsPerUser: number;
  streamsPerEntity: number;
  streamsPerProcess: number;
  unackedBatches: number;
  ringBytes: number;
  ringMs: number;
  idleMs: number;
}

/** First frame on every socket; sent again after `renew` with the new expiry. @public */
export interface HelloFrame {
  type: 'hello';
  protocol: 1;
  viewer: string;
  heartbeatMs: number;
  expiresAtMs: number;
  serverTimeMs: number;
  limits: ViewerLimits;
}

/** Answer to `subscribe`: what the subscription is bound to. @public */
export interface SubscribedFrame {
  type: 'subscribed';
  sub: number;
  /** Number in the head of every batch of this subscription; changes after a filter change or seek. */
  channel: number;
  stream: StreamKey;
  partitions: PartitionRange[];
  /** False for sources without offsets: only `latest` and `last` (from the ring) make sense. */
  isSeekable: boolean;
  mask?: MaskInfo;
}

/** What the viewer's mask policy hides. @public */
export interface MaskInfo {
  policy: string;
  paths: string[];
  headers: string[];
}

/** Readable range of one partition. @public */
export interface PartitionRange {
  partition: number;
  low: Offset;
  high: Offset;
}

/** Steps of opening a stream, in order. @public */
export const OPENING_STEPS = ['authorise', 'connect', 'read'] as const;

/** One of {@link OPENING_STEPS}. @public */
export type OpeningStep = (typeof OPENING_STEPS)[number];

/**
 * State of one subscription. `connecting` names its step. `live` may be partial:
 * `missing` lists partitions without records and why. `unreachable` keeps
 * `sinceMs` of the first failure and the time of the next try.
 * @public
 */
export type StreamState =
  | { state: 'connecting'; step: OpeningStep; sinceMs: number }
  | { state: 'catching-up'; sinceMs: number; remaining?: number }
  | { state: 'live'; sinceMs: number; missing?: MissingPartition[] }
  | {
      state: 'unreachable';
      sinceMs: number;
      part: string;
      reason: string;
      tries: number;
      nextTryAtMs?: number;
    }
  | { state: 'paused'; sinceMs: number; because: 'viewer' | 'idle' }
  | { state: 'stopped'; sinceMs: number; code: string; reason: string };

/** A partition that yields nothing while the others go on, and why. @public */
export interface MissingPartition {
  partition: number;
  reason: string;
  sinceMs: number;
}

/** The state of a subscription, sent at each change. @public */
export interface StatusFrame {
  type: 'status';
  sub: number;
  status: StreamState;
}

/**
 * Longest time between two stats frames. While nothing changes none is sent
 * before, so a missing one says the same as the last. Not longer than a usual
 * heartbeat: a page takes two and a half of the longer of both for silence.
 * @public
 */
export const QUIET_STATS_SECONDS = 15;

/**
 * Counts of one subscription since it began, sent every second in which they
 * changed and at least every {@link QUIET_STATS_SECONDS}.
 * `seen = delivered + filtered + Σ gaps` holds in every frame.
 * @public
 */
export interface StatsFrame {
  type: 'stats';
  sub: number;
  atMs: number;
  seen: number;
  delivered: number;
  filtered: number;
  gaps: Partial<Record<Gap['reason'], number>>;
  /** Of the whole topic, before filter and sampling. */
  ratePerSecond: number;
  /**
   * Rates of the seconds before this one, oldest first, at most 60; null where
   * nothing was measured. Only in the first frame of a subscription; when it
   * is empty, the reader is younger than two seconds and its rate not yet one.
   */
  history?: Array<number | null>;
  shownPerSecond: number;
  /** 1 in n, for live reading under a rate cap. */
  sampledOneIn: number;
  /** Age of the newest delivered record when it left the server; undefined without records. */
  behindMs?: number;
  bytesPerSecond: number;
  partitions: PartitionStats[];
  readers: number;
  viewers: number;
  /** Present while paused. */
  buffer?: BufferGauge;
  /** Present while reading history. */
  scan?: ScanProgress;
  /** Where to continue; empty while only the first wish can be repeated. */
  resume: string;
}

/** Readable range and rate of one partition; the rate is of all records, in records a second. @public */
export interface PartitionStats {
  partition: number;
  low: Offset;
  high: Offset;
  ratePerSecond: number;
}

/** Fill of the part of the ring behind a paused viewer; at 1 the oldest become a gap. @public */
export interface BufferGauge {
  records: number;
  fill: number;
  fullInMs?: number;
}

/** Coverage of reading history under a budget. @public */
export interface ScanProgress {
  scanned: number;
  matched: number;
  budget: number;
  coverage: number;
}

/** Tells of records that will not come, before the ones after them. @public */
export interface GapFrame {
  type: 'gap';
  sub: number;
  atMs: number;
  gap: Gap;
}

/** Something that happened to the stream and is drawn in line. @public */
export interface NoteFrame {
  type: 'note';
  sub: number;
  atMs: number;
  note:
    | { kind: 'leader-moved'; partition: number; from?: number; to: number }
    | { kind: 'partitions-added'; partitions: number[] }
    | { kind: 'topic-recreated' }
    | { kind: 'reconnected'; afterMs: number }
    /** Pages together want more of the system than app-config allows; reading falls behind. */
    | { kind: 'slowed'; system: string; bytesPerSecond: number };
}

/** A refusal or fault of one command; `sub` missing: of the socket. @public */
export interface ErrorFrame {
  type: 'error';
  sub?: number;
  code: string;
  message: string;
  isRetriable: boolean;
  /**
   * With `realtime.stream.over-budget`: the caller's own streams whose end would
   * make room, longest open first, at most `MAX_WATCHING`; to be named as
   * `insteadOf` of the next try. Missing when ending none of them would help.
   */
  watching?: WatchedStream[];
}

/** The subscription is over; nothing more comes for it. @public */
export interface EndFrame {
  type: 'end';
  sub: number;
  code: string;
  reason: string;
  resume?: string;
}

/**
 * The value of a watched state. The first frame of a watch carries it whole; a
 * later one may carry changes to the value before it instead. The newest value
 * wins: a slow page misses values in between and never the last.
 * @public
 */
export interface StateFrame {
  type: 'state';
  sub: number;
  /** Goes up by one from frame to frame. */
  revision: number;
  value?: unknown;
  changes?: StateChange[];
}

/** Every text frame; batches are binary (see batch.ts). @public */
export type Frame =
  | HelloFrame
  | SubscribedFrame
  | StatusFrame
  | StatsFrame
  | GapFrame
  | NoteFrame
  | StateFrame
  | ErrorFrame
  | EndFrame;
