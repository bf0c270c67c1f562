import {
  known,
  missing,
  type LagTime,
  type Reading,
} from '@backstage-realtime/plugin-realtime-common';
import type { PartitionSample } from '../../history/HealthHistory';
import type { ObservedLagTime } from '../../observation';

/** What a producer may take to send a record, before its clock is doubted. */
const PRODUCER_DELAY_MS = 60_000;

/** Two times of ours that the arrival of a record lies between, as ages at `atMs`. */
interface Arrival {
  leastMs: number;
  /** Missing when the record was there before our first reading. */
  mostMs?: number;
}

/**
 * Age of the record at an offset that is not read yet. The broker's answer
 * counts, as it is exact; but it rests on the producer's clock, so our own
 * readings of the end offset bound it from both sides. Without an answer the
 * readings alone tell an interval, and nothing is drawn out beyond them.
 */
export function findLagTime(
  committed: number,
  atMs: number,
  observed: Reading<ObservedLagTime> | undefined,
  samples: readonly PartitionSample[],
): Reading<LagTime> {
  const arrival = findArrival(committed, atMs, samples);
  if (observed?.known) return known(within(observed.value, arrival));
  if (arrival) return known(toInterval(arrival));
  return observed && observed.missing.code !== 'not-asked'
    ? observed
    : missing('learning');
}

/** When the record at an offset came, by our readings; undefined when they cannot tell. */
function findArrival(
  committed: number,
  atMs: number,
  samples: readonly PartitionSample[],
): Arrival | undefined {
  const after = firstAfter(committed, samples, atMs);
  if (after === undefined) return undefined;
  const before = lastKnown(samples, after - 1);
  const leastMs = Math.max(0, atMs - samples[after].atMs);
  if (before !== undefined) {
    return { leastMs, mostMs: atMs - samples[before].atMs };
  }
  return leastMs > 0 ? { leastMs } : undefined;
}

/** First reading whose end is beyond the offset, in the run that leads to `atMs`. */
function firstAfter(
  committed: number,
  samples: readonly PartitionSample[],
  atMs: number,
): number | undefined {
  let found: number | undefined;
  let newer = Infinity;
  for (let index = lastUntil(samples, atMs); index >= 0; index--) {
    const { end } = samples[index];
    if (end === undefined) continue;
    // An end that went back belongs to a log that is gone.
    if (end <= committed || end > newer) return found;
    newer = end;
    found = index;
  }
  return found;
}

function lastUntil(samples: readonly PartitionSample[], atMs: number): number {
  let low = 0;
  let high = samples.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (samples[middle].atMs <= atMs) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function lastKnown(
  samples: readonly PartitionSample[],
  from: number,
): number | undefined {
  for (let index = from; index >= 0; index--) {
    if (samples[index].end !== undefined) return index;
  }
  return undefined;
}

function within(
  { ms, method }: ObservedLagTime,
  arrival: Arrival | undefined,
): LagTime {
  const { leastMs = 0, mostMs = Infinity } = arrival ?? {};
  const isTooYoung = ms < leastMs;
  const isTooOld = ms > mostMs + PRODUCER_DELAY_MS;
  return arrival && (isTooYoung || isTooOld)
    ? toInterval(arrival)
    : { ms: Math.max(0, ms), method };
}

function toInterval({ leastMs, mostMs }: Arrival): LagTime {
  const lag: LagTime = { ms: leastMs, method: 'interval' };
  return mostMs === undefined
    ? { ...lag, isAtLeast: true }
    : { ...lag, upToMs: mostMs };
}
