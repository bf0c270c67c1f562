import type {
  LagTime,
  Missing,
  Reading,
  Verdict,
} from '@backstage-realtime/plugin-realtime-common';
import type { Trend } from './trend';

/** What the classifier may know of one group on one partition. Offsets are counts. */
export interface LagFacts {
  start: Reading<number>;
  end: Reading<number>;
  committed: Reading<number>;
  lagTime: Reading<LagTime>;
  /** Whether only control batches lie between committed and end; undefined when nobody looked. */
  isOnlyControl?: boolean;
  /** Whether a member reads the partition; undefined when members are not known. */
  isAssigned?: boolean;
  /** How long the committed and the end offset did not move, as far as was seen. */
  unmovedMs: number;
  quietMs: number;
  /** Share of the retention that the lag uses up, 0..1; undefined when nothing is deleted. */
  used?: number;
  /** Asked for only when they decide, because they cost. */
  recent(): Trend;
  long(): Trend;
  limits: LagLimits;
}

/** Limits of the classifier, in ms. */
export interface LagLimits {
  graceMs: number;
  warnMs: number;
  criticalMs: number;
  /** How far a trend is drawn out. */
  horizonMs: number;
}

export type LagState =
  | 'unknown'
  | 'no-commit'
  | 'idle'
  | 'data-lost'
  | 'ahead'
  | 'caught-up'
  | 'control-only'
  | 'residue'
  | 'stalled'
  | 'stopped'
  | 'lagging'
  | 'catching-up'
  | 'falling-behind'
  | 'keeping-up';

/** State of a group on a partition, and what led to it. */
export interface LagClass {
  state: LagState;
  verdict: Verdict;
  missing?: Missing;
  trend?: Trend;
  /** Time until caught up, for `catching-up`. */
  etaMs?: number;
  /** Time until the next worse limit is passed, where the trend says one. */
  breachMs?: number;
}

/** From here on what is unread is in danger, whatever the limit of the service. */
const MUCH_OF_RETENTION = 0.8;

/**
 * A lag this small on a topic that is quiet for the time of grace may be
 * transaction markers. Waiting longer would call every idle topic with
 * transactions stalled in between.
 */
export const RESIDUE_OFFSETS = 5;
/** A loss is not explained away before the topic is idle for this long. */
const IDLE_MS = 10 * 60_000;

/** Below this share of the limit no rise since zero can pass it within the horizon. */
const FAR_FROM_LIMIT = 0.15;

/**
 * Where one group stands on one partition. A number of records says nothing
 * about harm, so the age of the oldest unread record decides, against the limit
 * the service promises; and no state is good news by default: what cannot be
 * told is `unknown` with its reason.
 *
 * Rules are tried in order and the first that speaks wins. First whether the
 * offsets make sense at all (known, committed, within the log), then whether
 * anything is left to read, then whether the group moves, then how late it is,
 * and last where it is heading. Whether retention will take the records before
 * they are read is a question of its own: a group may keep its promise and
 * lose data, or break it and lose none.
 */
export function classifyLag(facts: LagFacts): LagClass {
  for (const rule of RULES) {
    const found = rule(facts);
    if (found) return found;
  }
  return { state: 'keeping-up', verdict: 'ok' };
}

type Rule = (facts: LagFacts) => LagClass | undefined;

const RULES: readonly Rule[] = [
  whenOffsetsAreUnknown,
  whenNothingIsCommitted,
  whenOutsideTheLog,
  whenNothingIsLeft,
  whenOnlyAMarkerMayBeLeft,
  whenTheAgeIsUnknown,
  whenItDoesNotMove,
  whenItIsLate,
  whenItIsHeadingOverTheLimit,
];

function whenOffsetsAreUnknown({ end, committed }: LagFacts) {
  if (!end.known) return unknown(end.missing);
  const isAbsent = committed.known || committed.missing.code === 'no-commit';
  return isAbsent ? undefined : unknown(committed.missing);
}

function whenNothingIsCommitted({
  start,
  end,
  committed,
}: LagFacts): LagClass | undefined {
  if (committed.known) return undefined;
  if (!start.known) return unknown(start.missing);
  return valueOf(end) > start.value
    ? { state: 'no-commit', verdict: 'info' }
    : { state: 'idle', verdict: 'ok' };
}

function whenOutsideTheLog(facts: LagFacts): LagClass | undefined {
  const { start, end, committed } = facts;
  if (start.known && valueOf(committed) < start.value) {
    return mayBeMarkers(facts, start.value - valueOf(committed), IDLE_MS)
      ? { state: 'residue', verdict: 'info' }
      : { state: 'data-lost', verdict: 'critical' };
  }
  return valueOf(committed) > valueOf(end)
    ? { state: 'ahead', verdict: 'warning' }
    : undefined;
}

function whenNothingIsLeft(facts: LagFacts): LagClass | undefined {
  if (lagOf(facts) === 0) return { state: 'caught-up', verdict: 'ok' };
  return facts.isOnlyControl
    ? { state: 'control-only', verdict: 'ok' }
    : undefined;
}

function whenOnlyAMarkerMayBeLeft(facts: LagFacts): LagClass | undefined {
  return mayBeMarkers(facts, lagOf(facts), facts.limits.graceMs)
    ? { state: 'residue', verdict: 'info' }
    : undefined;
}

/**
 * Markers take offsets too, and go with retention as records do. That the broker
 * tells an age proves nothing: asked for the offset at a time, it counts markers.
 */
function mayBeMarkers(
  facts: LagFacts,
  offsets: number,
  longEnoughMs: number,
): boolean {
  const { isOnlyControl, lagTime, quietMs } = facts;
  const isRecord =
    isOnlyControl === false ||
    (lagTime.known && lagTime.value.method === 'record');
  return !isRecord && offsets <= RESIDUE_OFFSETS && quietMs >= longEnoughMs;
}

function whenTheAgeIsUnknown({ lagTime }: LagFacts) {
  return lagTime.known ? undefined : unknown(lagTime.missing);
}

function whenItDoesNotMove(facts: LagFacts): LagClass | undefined {
  const { graceMs } = facts.limits;
  const ageMs = ageOf(facts);
  if (ageMs < graceMs || facts.unmovedMs < graceMs) return undefined;
  const isUrgent =
    ageMs >= 2 * graceMs || (facts.used ?? 0) >= MUCH_OF_RETENTION;
  return {
    state: facts.isAssigned === false ? 'stopped' : 'stalled',
    verdict: isUrgent ? 'critical' : 'warning',
  };
}

function whenItIsLate(facts: LagFacts): LagClass | undefined {
  const { warnMs, criticalMs } = facts.limits;
  const ageMs = ageOf(facts);
  if (ageMs <= warnMs) return undefined;
  const trend = facts.recent();
  if (trend.direction === 'down') {
    const etaMs = ageMs / -trend.slope;
    return { state: 'catching-up', verdict: 'warning', trend, etaMs };
  }
  if (ageMs > criticalMs)
    return { state: 'lagging', verdict: 'critical', trend };
  const breachMs = timeUntil(criticalMs, ageMs, trend);
  return { state: 'lagging', verdict: 'warning', trend, breachMs };
}

function whenItIsHeadingOverTheLimit(facts: LagFacts): LagClass | undefined {
  const { warnMs, horizonMs } = facts.limits;
  const ageMs = ageOf(facts);
  if (ageMs < FAR_FROM_LIMIT * warnMs) return undefined;
  const trend = facts.long();
  const ahead = ageMs + trend.slope * horizonMs;
  if (trend.direction !== 'up' || ahead <= warnMs) return undefined;
  const breachMs = timeUntil(warnMs, ageMs, trend);
  return { state: 'falling-behind', verdict: 'warning', trend, breachMs };
}

function timeUntil(
  limitMs: number,
  ageMs: number,
  { direction, slope }: Trend,
): number | undefined {
  return direction === 'up' && slope > 0
    ? (limitMs - ageMs) / slope
    : undefined;
}

function unknown(missing: Missing): LagClass {
  return { state: 'unknown', verdict: 'unknown', missing };
}

function lagOf({ end, committed }: LagFacts): number {
  return valueOf(end) - valueOf(committed);
}

function ageOf({ lagTime }: LagFacts): number {
  return lagTime.known ? lagTime.value.ms : 0;
}

/** Rules further down run only once the offsets are known. */
function valueOf(reading: Reading<number>): number {
  return reading.known ? reading.value : 0;
}
