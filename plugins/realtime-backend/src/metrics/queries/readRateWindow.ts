/** Strings and comments of PromQL, where brackets mean nothing. */
const NOT_CODE = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|#[^\n]*/gs;

/** The range of a selector, `[1m30s]`, or of a sub-query, `[1h:5m]`. */
const RANGE = /\[\s*((?:\d+(?:ms|[smhdwy])\s*)+)(?::[^\]]*)?\]/g;

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
 * Time in ms that a value of the query looks back at: its longest range.
 * Undefined for one without any, as a gauge, whose values are of one moment.
 */
export function readRateWindow(expr: string): number | undefined {
  const ranges = [...expr.replace(NOT_CODE, '').matchAll(RANGE)].map(
    ([, range]) => toMs(range),
  );
  return ranges.length > 0 ? Math.max(...ranges) : undefined;
}

function toMs(range: string): number {
  return [...range.matchAll(/(\d+)(ms|[smhdwy])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * UNIT_MS[unit],
    0,
  );
}
