import type {
  EndFrame,
  ErrorFrame,
  PartitionRange,
  StatsFrame,
  StreamState,
  SubscribedFrame,
} from '@backstage-realtime/plugin-realtime-common';
import { appendRate, NO_RATES, seedRates, type Rates } from './rates';
import type { StreamFrame } from './StreamPort';
import type { ConnectionState, StreamSnapshot } from './StreamSnapshot';

/** All of a snapshot but its rows, and what is needed to reckon the next one. */
export interface StreamView extends Omit<
  StreamSnapshot,
  'rows' | 'rates' | 'newSincePause'
> {
  measured: Rates;
  isSubscribed: boolean;
  /** Set by the viewer's pause: `seen` of the counts at that moment, and the status shown until it ends. */
  pause?: { seen: number; status: StreamState };
}

/** After these nothing the viewer does brings the stream back. */
const FINAL_CODES = new Set([
  'realtime.stream.forbidden',
  'realtime.stream.not-declared',
  'realtime.stream.not-allowed',
  'realtime.stream.not-configured',
  'realtime.stream.records-off',
]);

export function beginView(
  connection: ConnectionState,
  nowMs: number,
): StreamView {
  return {
    connection,
    status: { state: 'connecting', step: 'authorise', sinceMs: nowMs },
    partitions: [],
    isSeekable: false,
    measured: NO_RATES,
    isSubscribed: false,
  };
}

/** The view after one text frame; the same object when the frame changes none of it (gap, note). */
export function reduceView(
  view: StreamView,
  frame: StreamFrame,
  nowMs: number,
): StreamView {
  switch (frame.type) {
    case 'subscribed':
      return begin(view, frame);
    case 'status':
      return { ...view, status: frame.status };
    case 'stats':
      return count(view, frame);
    case 'error':
      return refuse(view, frame, nowMs);
    case 'end':
      return end(view, frame, nowMs);
    default:
      return view;
  }
}

/** Without a transport nothing is subscribed: a refusal that comes after it is one of the whole stream. */
export function connectView(
  view: StreamView,
  connection: ConnectionState,
): StreamView {
  const isUp = connection.state === 'open' || connection.state === 'stale';
  return { ...view, connection, isSubscribed: isUp && view.isSubscribed };
}

/** Only a stream that stopped begins anew; one that waits for its connection keeps its status. */
export function retryView(view: StreamView, nowMs: number): StreamView {
  if (view.status.state !== 'stopped') return view;
  const { status } = beginView(view.connection, nowMs);
  return { ...view, status, problem: undefined };
}

/** A page says "paused" at once, not when the server has confirmed it. */
export function pauseView(view: StreamView, nowMs: number): StreamView {
  const status: StreamState = {
    state: 'paused',
    sinceMs: nowMs,
    because: 'viewer',
  };
  return { ...view, pause: { seen: view.stats?.seen ?? 0, status } };
}

/** Records since the pause: those waiting in the buffer, and those that already fell out of it. */
export function countSincePause({ pause, stats }: StreamView): number {
  if (!pause || !stats) return 0;
  return Math.max(0, stats.seen - pause.seen) + (stats.buffer?.records ?? 0);
}

function begin(
  view: StreamView,
  { partitions, isSeekable, mask }: SubscribedFrame,
): StreamView {
  return {
    ...view,
    partitions: keepIfEqual(view.partitions, partitions),
    isSeekable,
    mask: keepIfEqual(view.mask, mask),
    problem: undefined,
    isSubscribed: true,
  };
}

function count(view: StreamView, stats: StatsFrame): StreamView {
  return {
    ...view,
    stats,
    measured: measure(view, stats),
    partitions: keepIfEqual(
      view.partitions,
      mergeRanges(view.partitions, stats.partitions),
    ),
  };
}

/** Nothing passes while the source does not answer, which says nothing of what is written there. */
function measure({ measured, status }: StreamView, stats: StatsFrame): Rates {
  const { atMs, history } = stats;
  const isUnknown = status.state === 'unreachable' || history?.length === 0;
  const ratePerSecond = isUnknown ? undefined : stats.ratePerSecond;
  const seeded = seedRates(measured, history, atMs);
  return appendRate(seeded, { atMs, ratePerSecond });
}

/** Of a stream that runs, only one wish was refused: it goes on, and the page says why. */
function refuse(
  view: StreamView,
  { code, message, isRetriable, watching }: ErrorFrame,
  nowMs: number,
): StreamView {
  const problem = {
    code,
    message,
    isRetriable: isRetriable === true,
    atMs: nowMs,
    ...(Array.isArray(watching) && { watching }),
  };
  if (view.isSubscribed) return { ...view, problem };
  return {
    ...view,
    problem,
    status: { state: 'stopped', sinceMs: nowMs, code, reason: message },
  };
}

function end(
  view: StreamView,
  { code, reason }: EndFrame,
  nowMs: number,
): StreamView {
  return {
    ...view,
    isSubscribed: false,
    pause: undefined,
    problem: {
      code,
      message: reason,
      isRetriable: !FINAL_CODES.has(code),
      atMs: nowMs,
    },
    status: { state: 'stopped', sinceMs: nowMs, code, reason },
  };
}

function mergeRanges(
  known: PartitionRange[],
  measured: StatsFrame['partitions'],
): PartitionRange[] {
  const ranges = new Map(known.map(range => [range.partition, range]));
  for (const { partition, low, high } of measured)
    ranges.set(partition, { partition, low, high });
  return [...ranges.values()].sort((a, b) => a.partition - b.partition);
}

/** Parts that did not change keep their identity, so that a page may compare with `===`. */
function keepIfEqual<T>(known: T, next: T): T {
  return JSON.stringify(known) === JSON.stringify(next) ? known : next;
}
