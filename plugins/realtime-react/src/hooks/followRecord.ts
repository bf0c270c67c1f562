import {
  type StreamListing,
  type StartPosition,
  type ViewedRecord,
} from '@backstage-realtime/plugin-realtime-common';
import type { RealtimeApi } from '../api/RealtimeApi';
import { systemClock, type Clock } from '../client/Clock';
import type { TraceStep } from '../components/detail/RecordTrace';
import { newestRecords } from '../components/record/knownNames';
import { carriesText } from '../components/record/traceId';
import type { RecordStream } from '../store/RecordStream';
import type { StreamSnapshot } from '../store/StreamSnapshot';

/** How long before the record a stream is read, in ms: the hops of a message are close together. */
export const LOOK_BACK_MS = 15_000;

/** Longest search of one stream, in ms. */
const SEARCH_MS = 20_000;

/** Rows of a source without offsets: all it may still hold. */
const LAST_COUNT = 1_000;

/** Records of an answer that are looked at. */
const MAX_HITS = 50;

/** What is followed, and where it may be. */
export interface FollowRequest {
  entityRef: string;
  streams: StreamListing[];
  /** Text that the message carries everywhere. */
  text: string;
  /** Streams that keep the past are read from here, in ms since 1970. */
  fromMs: number;
}

type Found = Extract<TraceStep, { state: 'found' }>;
type Outcome =
  | Pick<Found, 'state' | 'record'>
  | { state: 'absent' | 'passed' }
  | { state: 'unsure'; reason: string };

/**
 * Looks for a message in one stream after the other, since each open stream
 * counts against the limit of its reader. Tells what is known of each as it
 * becomes known. The server filters; a record it could not judge is looked at
 * here. Bounded by its scan budget, and by twenty seconds a stream.
 */
export async function followRecord(
  api: RealtimeApi,
  request: FollowRequest,
  onStep: (step: TraceStep) => void,
  signal: AbortSignal,
  clock: Clock = systemClock,
): Promise<void> {
  for (const listing of request.streams) {
    if (signal.aborted) return;
    const { stream, title } = listing;
    onStep({ stream, title, state: 'searching' });
    const outcome =
      refusalOf(listing) ??
      (await search(api, request, listing, { signal, clock }));
    if (!signal.aborted) onStep({ stream, title, ...outcome });
  }
}

function refusalOf(listing: StreamListing): Outcome | undefined {
  const refusal = listing.refusal ?? listing.recordsRefusal;
  if (listing.canReadRecords && !listing.refusal) return undefined;
  return { state: 'unsure', reason: refusal?.message ?? '' };
}

async function search(
  api: RealtimeApi,
  { entityRef, text, fromMs }: FollowRequest,
  { stream, isSeekable }: StreamListing,
  life: { signal: AbortSignal; clock: Clock },
): Promise<Outcome> {
  const from: StartPosition = isSeekable
    ? { at: 'timestamp', timestampMs: Math.max(0, fromMs) }
    : { at: 'last', count: LAST_COUNT };
  const filter = {
    clauses: [{ in: 'any', op: 'contains', text } as const],
  };
  const opened = api.open({ entityRef, stream, from, filter, mode: 'records' });
  try {
    const outcome = await firstOutcome(opened, text, life);
    const isKept = isSeekable || outcome.state !== 'absent';
    return isKept ? outcome : { state: 'passed' };
  } finally {
    opened.close();
  }
}

function firstOutcome(
  stream: RecordStream,
  text: string,
  { signal, clock }: { signal: AbortSignal; clock: Clock },
): Promise<Outcome> {
  return new Promise(resolve => {
    const cleanups: Array<() => void> = [];
    const finish = (outcome: Outcome) => {
      for (const cleanup of cleanups.splice(0)) cleanup();
      resolve(outcome);
    };
    const look = () => {
      const outcome = readOutcome(stream.getSnapshot(), text);
      if (outcome) finish(outcome);
    };
    const stop = () => finish({ state: 'unsure', reason: '' });
    cleanups.push(
      stream.subscribe(look),
      clock.setTimeout(stop, SEARCH_MS),
      () => signal.removeEventListener('abort', stop),
    );
    signal.addEventListener('abort', stop);
    look();
  });
}

/** Undefined while the search goes on: nothing found yet, and not at the end. */
function readOutcome(
  snapshot: StreamSnapshot,
  text: string,
): Outcome | undefined {
  const record = oldestWith(newestRecords(snapshot.rows, MAX_HITS), text);
  if (record) return { state: 'found', record };
  const { problem, connection, status } = snapshot;
  if (problem) return { state: 'unsure', reason: problem.message };
  if (connection.state === 'closed')
    return { state: 'unsure', reason: connection.reason };
  if (status.state === 'unreachable')
    return { state: 'unsure', reason: status.reason };
  return status.state === 'live' ? { state: 'absent' } : undefined;
}

function oldestWith(
  records: ViewedRecord[],
  text: string,
): ViewedRecord | undefined {
  return records.findLast(record => carriesText(record, text));
}
