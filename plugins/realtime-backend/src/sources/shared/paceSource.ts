import {
  formatFindingValue,
  type StreamRef,
} from '@backstage-realtime/plugin-realtime-common';
import type {
  OpenOptions,
  RecordSource,
  SourceEvent,
} from '@backstage-realtime/plugin-realtime-node';
import { delay, type Clock } from '../../clock';
import { ByteRate } from './ByteRate';

/** Slowing that ended this long ago, in ms, is told anew when it begins again. */
const TELL_AGAIN_MS = 60_000;
/** Shorter waits are left to add up: a timer cannot tell them from none. */
const LEAST_WAIT_MS = 2;

/** What all readings of one system may take together. */
interface Pace {
  bytesPerSecond: number;
  clock: Clock;
}

/**
 * The same source, read no faster than `bytesPerSecond` from each of its
 * systems, whoever reads: live streams, history and single records share one
 * rate. A reading over it waits before it asks for more, so a log is read later
 * and nothing of it is lost; what is pushed meanwhile ends as a counted gap. The
 * stream is told by a note, and such a gap by its detail, at which rate.
 */
export function paceSource(
  source: RecordSource,
  { bytesPerSecond, clock }: Pace,
): RecordSource {
  const rates = new Map<string, ByteRate>();
  // Only systems of app-config yield a batch, so only they get an entry.
  const rateOf = (system: string) => {
    const rate = rates.get(system) ?? new ByteRate(bytesPerSecond, clock);
    rates.set(system, rate);
    return rate;
  };
  return {
    describe: (ref, signal) => source.describe(ref, signal),
    close: () => source.close(),
    open: (ref, options) => pace(source, ref, options, rateOf, clock),
  };
}

async function* pace(
  source: RecordSource,
  ref: StreamRef,
  options: OpenOptions,
  rateOf: (system: string) => ByteRate,
  clock: Clock,
): AsyncGenerator<SourceEvent> {
  let slowedAtMs: number | undefined;
  for await (const event of source.open(ref, options)) {
    // Before it is handed on: who wants one batch only does not come back.
    const goOnAtMs = goOnAt(event, ref, rateOf);
    yield slowedAtMs === undefined ? event : withPace(event, ref, rateOf);
    const nowMs = clock.now();
    const waitMs = goOnAtMs - nowMs;
    if (waitMs < LEAST_WAIT_MS) continue;
    const isNew = nowMs - (slowedAtMs ?? -Infinity) > TELL_AGAIN_MS;
    slowedAtMs = nowMs;
    if (isNew) yield slowed(ref, rateOf(ref.system));
    await delay(clock, waitMs, options.signal);
  }
}

/** In ms since 1970; a time long past for what is no batch. */
function goOnAt(
  event: SourceEvent,
  { system }: StreamRef,
  rateOf: (system: string) => ByteRate,
): number {
  return event.kind === 'batch'
    ? rateOf(system).take(event.batch.slab.byteLength)
    : 0;
}

function slowed(ref: StreamRef, { bytesPerSecond }: ByteRate): SourceEvent {
  const { system } = ref;
  return { kind: 'note', note: { kind: 'slowed', system, bytesPerSecond } };
}

/** Why a pushed stream overflowed. */
function withPace(
  event: SourceEvent,
  { system }: StreamRef,
  rateOf: (system: string) => ByteRate,
): SourceEvent {
  if (event.kind !== 'gap' || event.gap.reason !== 'lapped') return event;
  const { bytesPerSecond } = rateOf(system);
  const size = formatFindingValue({ kind: 'bytes', bytes: bytesPerSecond });
  const detail = `${system} is read at ${size} a second at most`;
  return { kind: 'gap', gap: { ...event.gap, reason: 'slowed', detail } };
}
