const UNIT_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  y: 31_536_000_000,
};

/**
 * Milliseconds of a span in parts, `1h30m` or `0.5s`: the units of Go, and the
 * longer ones of PromQL. 0 for a text without any; whether it may hold other
 * things is for the caller to check.
 */
export function sumSpans(text: string): number {
  const parts = text.matchAll(/(\d+(?:\.\d+)?)(ms|[smhdwy])/g);
  return [...parts].reduce(
    (sum, [, number, unit]) => sum + Number(number) * UNIT_MS[unit],
    0,
  );
}
