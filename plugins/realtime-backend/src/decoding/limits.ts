/**
 * Bounds of decoding one key or value. A record over a bound is shown as bytes
 * (or withheld under a mask policy), with the bound named in its report.
 */
export const DECODE_LIMITS = {
  /** Levels of nesting. Real events have under 10; recursion stays far from the stack's end. */
  depth: 64,
  /** Characters of JSON text a structured encoding may turn into. */
  outputChars: 16 * 1024 * 1024,
  /** Array items and map entries of one record: a few bytes may claim millions of empty ones. */
  items: 200_000,
} as const;

/** What stops a decoder: broken bytes or a bound. The message is the reason a person reads. */
export class DecodeProblem extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'DecodeProblem';
  }
}
