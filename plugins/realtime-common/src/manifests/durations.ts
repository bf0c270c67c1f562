const UNIT_MS: Record<string, number> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** A whole number with `ms`, `s`, `m`, `h` or `d`. */
export const DURATION = /^([1-9]\d{0,12})(ms|s|m|h|d)$/;

/**
 * Milliseconds of `24h`; undefined when the text is no duration or too long
 * for a number that Kafka can hold exactly.
 * @public
 */
export function parseDurationMs(text: string): number | undefined {
  const [, count, unit] = DURATION.exec(text) ?? [];
  if (!count) return undefined;
  const ms = Number(count) * UNIT_MS[unit];
  return Number.isSafeInteger(ms) ? ms : undefined;
}
