import { sumSpans } from '../../spans';

/** Strings and comments of PromQL, where brackets mean nothing. */
const NOT_CODE = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|#[^\n]*/gs;

/** The range of a selector, `[1m30s]`, or of a sub-query, `[1h:5m]`. */
const RANGE = /\[\s*((?:\d+(?:ms|[smhdwy])\s*)+)(?::[^\]]*)?\]/g;

/**
 * Time in ms that a value of the query looks back at: its longest range.
 * Undefined for one without any, as a gauge, whose values are of one moment.
 */
export function readRateWindow(expr: string): number | undefined {
  const ranges = [...expr.replace(NOT_CODE, '').matchAll(RANGE)].map(
    ([, range]) => sumSpans(range),
  );
  return ranges.length > 0 ? Math.max(...ranges) : undefined;
}
