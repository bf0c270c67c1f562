import {
  known,
  toOffset,
  type CheckResult,
  type Finding,
  type FindingValue,
  type GroupPartition,
  type LagTime,
  type PartitionHealth,
  type SeriesPoint,
  type Verdict,
} from '@backstage-realtime/plugin-realtime-common';

export const name = (text: string): FindingValue => ({ kind: 'name', text });
export const count = (n: number): FindingValue => ({ kind: 'count', count: n });
export const span = (ms: number): FindingValue => ({ kind: 'duration', ms });

/** A sentence of the product with its values. */
export function say(
  sentence: string,
  values: Record<string, FindingValue> = {},
): Finding {
  return { sentence, values };
}

const MINUTE = 60_000;

/** Half an hour of readings, one each 15 s, up to a moment. */
export function series(
  endMs: number,
  at: (i: number, of: number) => number | null,
): SeriesPoint[] {
  const of = 120;
  return Array.from({ length: of }, (_, i) => ({
    atMs: endMs - 30 * MINUTE + (i + 1) * 15_000,
    value: at(i, of),
  }));
}

/** A quiet wobble that is the same at every start. */
export function wobble(base: number, by: number) {
  return (i: number) => base + by * Math.sin(i * 1.7) * Math.cos(i * 0.31);
}

/** Partitions of a topic; `bad` says which are not well. */
export function partitions(
  total: number,
  bad: Record<number, Verdict> = {},
): PartitionHealth[] {
  return Array.from({ length: total }, (_, partition) => ({
    partition,
    verdict: bad[partition] ?? 'ok',
    start: known(toOffset(48_000_000)),
    end: known(toOffset(48_198_012)),
    rate: known(16),
  }));
}

export function lagTime(ms: number, part: Partial<LagTime> = {}) {
  return known<LagTime>({ ms, method: 'record', ...part });
}

/** One partition of a group in a state of the classifier. */
export function inState(
  lagState: string,
  verdict: Verdict,
  partition = 0,
): GroupPartition {
  return {
    partition,
    verdict,
    lagState,
    committed: known(toOffset(48_197_240)),
    end: known(toOffset(48_198_012)),
    lag: known(772),
    lagTime: lagTime(48_000),
  };
}

/** A check with nothing to tell but its finding; `part` says more. */
export function aCheck(
  check: string,
  verdict: Verdict,
  finding: Finding,
  part: Partial<CheckResult> = {},
): CheckResult {
  const subject = part.subject ?? { system: 'prod-eu1' };
  return {
    key: `${check}|${Object.values(subject).join('|')}`,
    check,
    subject,
    verdict,
    finding,
    rule: [],
    sinceMs: 0,
    limits: [],
    evidence: [],
    next: [],
    sources: [],
    ...part,
  };
}
