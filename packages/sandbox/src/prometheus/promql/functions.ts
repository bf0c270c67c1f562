import { keyOf, type Labels } from '../store/labels';
import { quantile } from './aggregate';
import {
  scalarOf,
  vectorOf,
  withoutName,
  type RangeSample,
  type Value,
} from './values';
import { histogramQuantile } from './histogramQuantile';
import { labelReplace } from './labelReplace';
import { badQuery, failedQuery } from './PromqlError';
import { rateOf } from './rateOf';

type Range = Extract<Value, { type: 'matrix' }>;

const vector = (samples: { labels: Labels; value: number }[]): Value => ({
  type: 'vector',
  samples,
});

function rangeOf(value: Value | undefined): Range {
  if (value?.type !== 'matrix') {
    throw failedQuery(`expected type range vector, got ${value?.type}`);
  }
  return value;
}

/** A function of the samples in a range; undefined: too few of them. */
function overRange(
  of: (series: RangeSample, range: Range) => number | undefined,
): (args: Value[]) => Value {
  return ([first]) => {
    const range = rangeOf(first);
    return vector(
      range.series.flatMap(series => {
        const value = of(series, range);
        const labels = withoutName(series.labels);
        return value === undefined ? [] : [{ labels, value }];
      }),
    );
  };
}

function eachSample(
  of: (value: number, ...rest: number[]) => number,
): (args: Value[]) => Value {
  return ([first, ...rest]) => {
    const others = rest.map(scalarOf);
    return vector(
      vectorOf(first).map(({ labels, value }) => ({
        labels: withoutName(labels),
        value: of(value, ...others),
      })),
    );
  };
}

const sum = (values: number[]) =>
  values.reduce((left, right) => left + right, 0);

const FUNCTIONS: Record<string, (args: Value[], atMs: number) => Value> = {
  rate: overRange((series, range) => rateOf(series, range, 'rate')),
  increase: overRange((series, range) => rateOf(series, range, 'increase')),
  irate: overRange(({ timesMs, values }) => {
    const [before, last] = values.slice(-2);
    const [from, to] = timesMs.slice(-2);
    const change = last < before ? last : last - before;
    return values.length < 2 ? undefined : change / ((to - from) / 1_000);
  }),
  sum_over_time: overRange(({ values }) => sum(values)),
  avg_over_time: overRange(({ values }) => sum(values) / values.length),
  max_over_time: overRange(({ values }) => Math.max(...values)),
  min_over_time: overRange(({ values }) => Math.min(...values)),
  count_over_time: overRange(({ values }) => values.length),
  last_over_time: overRange(({ values }) => values.at(-1)),
  quantile_over_time: ([by, range]) =>
    overRange(({ values }) => quantile(values, scalarOf(by)))([range]),
  histogram_quantile: ([by, buckets]) =>
    vector(histogramQuantile(scalarOf(by), vectorOf(buckets))),
  clamp_min: eachSample((value, low) => Math.max(value, low)),
  clamp_max: eachSample((value, high) => Math.min(value, high)),
  clamp: eachSample((value, low, high) => Math.max(low, Math.min(high, value))),
  abs: eachSample(Math.abs),
  ceil: eachSample(Math.ceil),
  floor: eachSample(Math.floor),
  round: eachSample((value, to = 1) => Math.round(value / to) * to),
  sqrt: eachSample(Math.sqrt),
  label_replace: args => vector(labelReplace(args)),
  vector: ([value]) => vector([{ labels: {}, value: scalarOf(value) }]),
  scalar: ([first]) => {
    const samples = vectorOf(first);
    const value = samples.length === 1 ? samples[0].value : NaN;
    return { type: 'scalar', value };
  },
  time: (_, atMs) => ({ type: 'scalar', value: atMs / 1_000 }),
  absent: ([first]) =>
    vector(vectorOf(first).length > 0 ? [] : [{ labels: {}, value: 1 }]),
  sort: ([first]) =>
    vector(
      [...vectorOf(first)].sort((left, right) => left.value - right.value),
    ),
  sort_desc: ([first]) =>
    vector(
      [...vectorOf(first)].sort((left, right) => right.value - left.value),
    ),
};

/** Throws PromqlError for a function that is not played, and for two results under one name. */
export function callFunction(name: string, args: Value[], atMs: number): Value {
  const known = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (!known) {
    throw badQuery(
      `invalid parameter "query": parse error: unknown function with name "${name}"`,
    );
  }
  return refuseTwins(known(args, atMs));
}

function refuseTwins(value: Value): Value {
  if (value.type === 'vector') {
    const keys = value.samples.map(({ labels }) => keyOf(labels));
    if (new Set(keys).size < keys.length) {
      throw failedQuery('vector cannot contain metrics with the same labelset');
    }
  }
  return value;
}
