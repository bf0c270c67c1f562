/**
 * Verdicts, worst first. `unknown` is not good news and stands apart from `ok`;
 * `not-applicable` is not counted.
 * @public
 */
export const VERDICTS = [
  'critical',
  'warning',
  'unknown',
  'info',
  'ok',
  'not-applicable',
] as const;

/** One of {@link VERDICTS}. @public */
export type Verdict = (typeof VERDICTS)[number];

/** What a check is about; the parts that are missing do not apply. @public */
export interface CheckSubject {
  /** A Kafka cluster, or the broker or endpoint of a stage. */
  system: string;
  topic?: string;
  partition?: number;
  group?: string;
  broker?: number;
}

/**
 * A value inside a finding with its unit, written out where it is shown.
 * `share` is 0..1; a `rate` is records a second; a `number` has the unit that its
 * `unit` says, or none. A duration that `isAtLeast` is a
 * lower end: readings of ours do not reach further back.
 * @public
 */
export type FindingValue =
  | { kind: 'name'; text: string }
  | { kind: 'count'; count: number }
  | { kind: 'offset'; offset: string }
  | { kind: 'duration'; ms: number; isAtLeast?: boolean }
  | { kind: 'time'; atMs: number }
  | { kind: 'rate'; perSecond: number }
  | { kind: 'share'; share: number }
  | { kind: 'bytes'; bytes: number }
  | { kind: 'ratio'; ratio: number }
  | { kind: 'number'; value: number; unit?: string };

/**
 * A sentence as a key into the sentences of this product and the values that it
 * is filled with, so that it can be written in the reader's language.
 * @public
 */
export interface Finding {
  sentence: string;
  values: Record<string, FindingValue>;
}

/** A limit a check compares with, and who set it. @public */
export interface CheckLimit {
  /** `warn`, `critical`, `grace`, `hold`. */
  name: string;
  value: FindingValue;
  /** `tag` and `lifecycle` are facts of the entity that choose another default. */
  origin: 'default' | 'lifecycle' | 'tag' | 'config' | 'annotation';
  /** Which tag, lifecycle, key of app-config or annotation. */
  from?: string;
}

/**
 * What a check is about to say, and how long that has held of how long it must.
 * With `readings` it waits for a number of readings and not for a time; with
 * neither, as when both times are equal, the next reading decides.
 * @public
 */
export interface PendingVerdict {
  verdict: Verdict;
  heldMs: number;
  holdMs: number;
  readings?: { held: number; needed: number };
}

/**
 * A verdict of one check on one subject, with everything that `Why?` shows.
 * @public
 */
export interface CheckResult {
  /** Identity over time: the check and its subject. */
  key: string;
  /** `lag.time`, `isr.under-min`. */
  check: string;
  subject: CheckSubject;
  verdict: Verdict;
  finding: Finding;
  /** Lines of the rule with the values filled in, in the order they were tried. */
  rule: Finding[];
  /** Since when this verdict stands, in ms since 1970. */
  sinceMs: number;
  /** The rule holds but not yet long enough, or does not hold but not yet long enough. */
  pending?: PendingVerdict;
  limits: CheckLimit[];
  evidence: Array<{ name: string; value: FindingValue; note?: string }>;
  /** What to do, most useful first. */
  next: Finding[];
  /** Readings the verdict rests on. */
  window?: { ms: number; samples: number; expected: number };
  /** Requests the values came from: `OffsetFetch`, `ListOffsets`. */
  sources: string[];
}

/** Order of two verdicts: negative when the first is worse. @public */
export function compareVerdicts(a: Verdict, b: Verdict): number {
  return VERDICTS.indexOf(a) - VERDICTS.indexOf(b);
}
