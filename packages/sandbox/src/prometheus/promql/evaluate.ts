import type { Matcher } from '../store/labels';
import type { Series } from '../store/SeriesStore';
import { aggregate } from './aggregate';
import { combine } from './combine';
import type { Expression } from './Expression';
import { callFunction } from './functions';
import {
  scalarOf,
  vectorOf,
  withoutName,
  type RangeSample,
  type Sample,
  type Value,
} from './values';

/** Where series come from; asked once for each moment, so it may remember. */
export interface SeriesSource {
  select(matchers: readonly Matcher[]): Series[];
}

/** A sample older than this is not there any more. */
const LOOK_BACK_MS = 5 * 60_000;

/** What a query is at one moment. Throws PromqlError. */
export function evaluate(
  expression: Expression,
  store: SeriesSource,
  atMs: number,
): Value {
  const of = (part: Expression) => evaluate(part, store, atMs);
  switch (expression.type) {
    case 'number':
      return { type: 'scalar', value: expression.value };
    case 'text':
      return { type: 'string', value: expression.value };
    case 'selector':
      return select(expression, store, atMs - expression.offsetMs);
    case 'negative':
      return negate(of(expression.of));
    case 'call':
      return callFunction(expression.name, expression.args.map(of), atMs);
    case 'aggregate': {
      const { grouping, operator, parameter } = expression;
      const samples = vectorOf(of(expression.of));
      const by = parameter && scalarOf(of(parameter));
      return aggregate(operator, samples, grouping, by);
    }
    default:
      return combine(expression, of(expression.left), of(expression.right));
  }
}

function select(
  { matchers, rangeMs }: Expression & { type: 'selector' },
  store: SeriesSource,
  endMs: number,
): Value {
  const found = store.select(matchers);
  if (rangeMs === undefined) {
    const samples = found.flatMap(each => newest(each, endMs));
    return { type: 'vector', samples };
  }
  const startMs = endMs - rangeMs;
  const series = found
    .map(each => between(each, startMs, endMs))
    .filter(({ values }) => values.length > 0);
  return { type: 'matrix', series, startMs, endMs };
}

/** Index of the first sample after a time; samples are in order. */
function firstAfter(timesMs: number[], ms: number): number {
  let low = 0;
  let high = timesMs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (timesMs[middle] <= ms) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

function newest(series: Series, atMs: number): Sample[] {
  const { endedAtMs, labels, timesMs, values } = series;
  const index = firstAfter(timesMs, atMs) - 1;
  const isGone = endedAtMs !== undefined && atMs >= endedAtMs;
  const isThere = index >= 0 && !isGone && timesMs[index] > atMs - LOOK_BACK_MS;
  return isThere ? [{ labels, value: values[index] }] : [];
}

/** The start is not part of it, the end is. */
function between(series: Series, startMs: number, endMs: number): RangeSample {
  const from = firstAfter(series.timesMs, startMs);
  const to = firstAfter(series.timesMs, endMs);
  return {
    labels: series.labels,
    timesMs: series.timesMs.slice(from, to),
    values: series.values.slice(from, to),
  };
}

function negate(value: Value): Value {
  if (value.type === 'scalar') {
    return { type: 'scalar', value: -value.value };
  }
  const samples = vectorOf(value).map(each => ({
    labels: withoutName(each.labels),
    value: -each.value,
  }));
  return { type: 'vector', samples };
}
