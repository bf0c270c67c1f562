import type {
  CheckResult,
  PendingVerdict,
  Verdict,
} from '@backstage-realtime/plugin-realtime-common';
import type { CheckMemory, HealthMemory, RawResult } from './types';

/** A verdict is taken up again after a gap of knowledge up to this long. */
const BRIDGED_MS = 15 * 60_000;

/** Results with their verdicts held, and what to remember for the next time. */
export interface Held {
  results: CheckResult[];
  memory: HealthMemory;
}

/**
 * The one place of hysteresis. A rule must hold for a while before its verdict
 * counts, and must not hold for a while before the verdict goes, so that a
 * restart or a noisy minute moves no colour; what is being waited for is shown
 * as `pending`. `unknown` waits for nothing and erases nothing: when the answer
 * comes back within a quarter of an hour, the verdict goes on with its `since`.
 *
 * A result that is not made this time is forgotten.
 */
export function holdResults(
  raws: readonly RawResult[],
  before: HealthMemory,
  nowMs: number,
): Held {
  const memory = new Map<string, CheckMemory>();
  const results = raws.map(raw => {
    const key = keyOf(raw);
    const next = remember(raw, before.get(key), nowMs);
    memory.set(key, next);
    return toResult(key, raw, next, nowMs);
  });
  return { results, memory };
}

/** Identity of a result over time. The partition it points at may change. */
function keyOf({ check, subject }: RawResult): string {
  const { system, topic, group, broker } = subject;
  const place = [system, topic ?? '', group ?? '', broker ?? ''];
  return [check, ...place.map(part => encodeURIComponent(part))].join('/');
}

function remember(
  raw: RawResult,
  before: CheckMemory | undefined,
  nowMs: number,
): CheckMemory {
  if (raw.verdict === 'unknown') return notKnown(before, nowMs);
  const current = before && resumed(before, nowMs);
  if (!current) return first(raw, nowMs);
  if (raw.verdict === current.verdict) return settle(raw, current, nowMs);
  return mayTurn(raw, current, nowMs);
}

function notKnown(before: CheckMemory | undefined, nowMs: number): CheckMemory {
  if (before?.verdict === 'unknown') return before;
  return { ...before, verdict: 'unknown', sinceMs: nowMs, wants: undefined };
}

/** The state before a gap of knowledge; undefined when there was none or it is too long ago. */
function resumed(before: CheckMemory, nowMs: number): CheckMemory | undefined {
  // Not known because it waits to be held, not because nobody answered.
  if (before.verdict !== 'unknown' || before.wants) return before;
  const { lastKnown } = before;
  const isRecent = lastKnown && nowMs - lastKnown.atMs <= BRIDGED_MS;
  return isRecent
    ? { ...before, verdict: lastKnown.verdict, sinceMs: lastKnown.sinceMs }
    : undefined;
}

/**
 * Without a past, a warning that has to hold counts as good until it does. A
 * critical one does not: what may be an outage is not called well.
 */
function first(raw: RawResult, nowMs: number): CheckMemory {
  const good = raw.verdict === 'critical' ? 'unknown' : 'ok';
  const start: CheckMemory = { verdict: good, sinceMs: nowMs };
  return holdOf(raw.hold, raw.verdict)
    ? mayTurn(raw, start, nowMs)
    : settle(raw, { ...start, verdict: raw.verdict }, nowMs);
}

function settle(
  raw: RawResult,
  current: CheckMemory,
  nowMs: number,
): CheckMemory {
  const { verdict, sinceMs } = current;
  return {
    verdict,
    sinceMs,
    lastKnown: { verdict, atMs: nowMs, sinceMs },
    raisedBy: isRaised(verdict) ? raisedBy(raw) : undefined,
  };
}

function mayTurn(
  raw: RawResult,
  current: CheckMemory,
  nowMs: number,
): CheckMemory {
  const isWorse = rank(raw.verdict) > rank(current.verdict);
  const hold = isWorse ? raw.hold : current.raisedBy?.hold;
  const wants = keepWanting(raw.verdict, current, nowMs);
  const heldMs = nowMs - wants.sinceMs;
  const isHeld = isWorse
    ? heldMs >= (hold?.forMs ?? 0) && wants.readings >= (hold?.readings ?? 1)
    : heldMs >= (hold?.clearMs ?? 0);
  if (isHeld) {
    return settle(raw, { verdict: raw.verdict, sinceMs: nowMs }, nowMs);
  }
  const { verdict, sinceMs } = current;
  const lastKnown = { verdict, atMs: nowMs, sinceMs };
  return {
    ...current,
    wants,
    lastKnown: verdict === 'unknown' ? undefined : lastKnown,
  };
}

/** Worse and worse, or better and better, is one wish: a warning on its way to critical keeps its time. */
function keepWanting(
  verdict: Verdict,
  { wants, verdict: current }: CheckMemory,
  nowMs: number,
): NonNullable<CheckMemory['wants']> {
  const isSameWay =
    wants &&
    rank(verdict) > rank(current) === rank(wants.verdict) > rank(current);
  return isSameWay
    ? { verdict, sinceMs: wants.sinceMs, readings: wants.readings + 1 }
    : { verdict, sinceMs: nowMs, readings: 1 };
}

function toResult(
  key: string,
  { hold, missing: _, ...raw }: RawResult,
  memory: CheckMemory,
  nowMs: number,
): CheckResult {
  const { verdict, sinceMs, wants, raisedBy: raised } = memory;
  const result: CheckResult = { ...raw, key, verdict, sinceMs };
  if (!wants) return result;
  const isClearing = rank(wants.verdict) < rank(verdict);
  const heldMs = nowMs - wants.sinceMs;
  const pending = isClearing
    ? {
        verdict: wants.verdict,
        heldMs,
        holdMs: raised?.hold?.clearMs ?? heldMs,
      }
    : toWorsening(wants, hold, heldMs);
  const isKept = isClearing && raised?.hold?.keepsFinding;
  return { ...result, ...(isKept && wordsOf(raised)), pending };
}

/** A time, a number of readings or both are still missing. */
function toWorsening(
  { verdict, readings: held }: NonNullable<CheckMemory['wants']>,
  hold: RawResult['hold'],
  heldMs: number,
): PendingVerdict {
  const needed = hold?.readings ?? 1;
  return {
    verdict,
    heldMs,
    holdMs: hold?.forMs ?? heldMs,
    ...(needed > 1 && { readings: { held, needed } }),
  };
}

function wordsOf({
  finding,
  rule,
  evidence,
  next,
}: NonNullable<CheckMemory['raisedBy']>) {
  return { finding, rule, evidence, next };
}

function holdOf(hold: RawResult['hold'], verdict: Verdict): boolean {
  const waits = (hold?.forMs ?? 0) > 0 || (hold?.readings ?? 1) > 1;
  return waits && isRaised(verdict);
}

function raisedBy(raw: RawResult): CheckMemory['raisedBy'] {
  const { hold, finding, rule, evidence, next } = raw;
  return { hold, finding, rule, evidence, next };
}

function isRaised(verdict: Verdict): boolean {
  return rank(verdict) > 0;
}

/** How bad: `ok` and `not-applicable` are 0, and an unknown past is no worse. */
function rank(verdict: Verdict): number {
  if (verdict === 'critical') return 3;
  if (verdict === 'warning') return 2;
  return verdict === 'info' ? 1 : 0;
}
