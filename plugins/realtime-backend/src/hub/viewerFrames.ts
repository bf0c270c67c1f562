import {
  encodeResume,
  toOffset,
  toStreamKey,
  type BufferGauge,
  type ScanProgress,
  type StreamRef,
  type StreamState,
} from '@backstage-realtime/plugin-realtime-common';
import type { PositionMap } from './entries';
import type { ReaderStatus } from './ReaderStatus';
import type { StatsLane } from './StatsLane';
import type { Tally } from './Tally';
import type { TopicReader } from './TopicReader';
import type { SubscriptionFrame } from './ViewerSink';

type StatsFrame = Extract<SubscriptionFrame, { type: 'stats' }>;

/** Who reads the stream and who looks at it, at the moment. */
export interface StreamCounts {
  readers: number;
  viewers: number;
}

/** What a stats frame is made of. `hidden`: records passing by while only counts are sent. */
export interface StatsParts {
  atMs: number;
  tally: Tally;
  hidden: number;
  stats: StatsLane;
  counts: StreamCounts;
  resume: string;
  buffer?: BufferGauge;
  scan?: ScanProgress;
}

/** The account of a subscription beside the numbers of its stream. */
export function statsFrame({
  atMs,
  tally,
  hidden,
  stats,
  counts,
  resume,
  buffer,
  scan,
}: StatsParts): StatsFrame {
  return {
    type: 'stats',
    atMs,
    ...tally.toFrame(hidden),
    ratePerSecond: stats.ratePerSecond,
    bytesPerSecond: stats.bytesPerSecond,
    partitions: stats.toFrame(),
    ...counts,
    ...(buffer && { buffer }),
    ...(scan && { scan }),
    resume,
  };
}

/** What the subscription is bound to; the sink adds the mask. */
export function subscribedFrame(
  channel: number,
  ref: StreamRef,
  { stats, description }: TopicReader,
): SubscriptionFrame {
  const partitions = stats
    .toFrame()
    .map(({ partition, low, high }) => ({ partition, low, high }));
  const isSeekable = description?.isSeekable ?? false;
  return {
    type: 'subscribed',
    channel,
    stream: toStreamKey(ref),
    partitions,
    isSeekable,
  };
}

/** The text made last of positions, and what they were. */
interface Resume {
  epoch: string;
  next: ReadonlyMap<number, bigint>;
  text: string;
}

/** All viewers at the end of a lane share its positions. */
const resumes = new WeakMap<PositionMap, Resume>();

/** Positions as the opaque text a viewer continues from. */
export function resumeAt(epoch: string, positions: PositionMap): string {
  const known = resumes.get(positions);
  if (known?.epoch === epoch && areEqual(known.next, positions))
    return known.text;
  const offsets = [...positions].map(
    ([partition, at]) => [partition, toOffset(at)] as const,
  );
  const text = encodeResume({ epoch, next: new Map(offsets) });
  resumes.set(positions, { epoch, next: new Map(positions), text });
  return text;
}

function areEqual(
  one: ReadonlyMap<number, bigint>,
  other: PositionMap,
): boolean {
  if (one.size !== other.size) return false;
  for (const [partition, next] of other)
    if (one.get(partition) !== next) return false;
  return true;
}

/** What a status is told from. `own`: of the viewer's own reading of history. */
export interface StatusParts {
  nowMs: number;
  paused?: 'viewer' | 'idle';
  reader: ReaderStatus;
  own: ReaderStatus;
  phase: 'opening' | 'catching-up' | 'live';
  remaining?: number;
}

/** The one state shown: what the viewer chose, then what is broken, then how far it is. */
export function streamState({
  nowMs,
  paused,
  reader,
  own,
  phase,
  remaining,
}: StatusParts): StreamState {
  const sinceMs = nowMs;
  if (paused) return { state: 'paused', sinceMs, because: paused };
  const outage = reader.outage ?? own.outage;
  if (outage) return { state: 'unreachable', ...outage };
  if (phase === 'opening')
    return { state: 'connecting', step: reader.step, sinceMs };
  if (phase === 'catching-up')
    return { state: 'catching-up', sinceMs, remaining };
  if (!reader.isReading)
    return { state: 'connecting', step: reader.step, sinceMs };
  return {
    state: 'live',
    sinceMs,
    ...(reader.missing.length > 0 && { missing: reader.missing }),
  };
}

/** The moment a state began: of the earlier status when it is the same state. */
export function keepSince(
  earlier: StreamState | undefined,
  next: StreamState,
): StreamState {
  return earlier?.state === next.state
    ? { ...next, sinceMs: earlier.sinceMs }
    : next;
}
