import { keyOf, omit, pick, type Labels } from '../store/labels';
import type { Sample, Value } from './values';
import type { Grouping } from './Expression';
import { badQuery } from './PromqlError';

const sum = (values: number[]) =>
  values.reduce((left, right) => left + right, 0);

const OPERATORS: Record<string, (values: number[], by: number) => number> = {
  sum,
  avg: values => sum(values) / values.length,
  count: values => values.length,
  group: () => 1,
  max: values => reduceKnown(values, Math.max),
  min: values => reduceKnown(values, Math.min),
  quantile: (values, by) => quantile(values, by),
  stddev: values => {
    const mean = sum(values) / values.length;
    return Math.sqrt(
      sum(values.map(each => (each - mean) ** 2)) / values.length,
    );
  },
};

/** Those that are no numbers count only when there are no others. */
function reduceKnown(
  values: number[],
  choose: (...values: number[]) => number,
): number {
  const known = values.filter(each => !Number.isNaN(each));
  return known.length > 0 ? choose(...known) : NaN;
}

export function quantile(values: number[], by: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  if (sorted.length === 0 || Number.isNaN(by)) {
    return NaN;
  }
  if (by < 0 || by > 1) {
    return by < 0 ? -Infinity : Infinity;
  }
  const rank = by * (sorted.length - 1);
  const low = Math.floor(rank);
  const high = Math.min(low + 1, sorted.length - 1);
  return sorted[low] + (sorted[high] - sorted[low]) * (rank - low);
}

/** One sample a group. Throws PromqlError for an operator that is not played. */
export function aggregate(
  operator: string,
  samples: Sample[],
  grouping: Grouping,
  by = NaN,
): Value {
  if (operator === 'topk' || operator === 'bottomk') {
    return {
      type: 'vector',
      samples: extremes(operator, samples, grouping, by),
    };
  }
  const compute = Object.hasOwn(OPERATORS, operator)
    ? OPERATORS[operator]
    : undefined;
  if (!compute) {
    throw badQuery(`the aggregation ${operator} is not played by this sandbox`);
  }
  const result = groupsOf(samples, grouping).map(({ labels, members }) => ({
    labels,
    value: compute(
      members.map(({ value }) => value),
      by,
    ),
  }));
  return { type: 'vector', samples: result };
}

interface Group {
  labels: Labels;
  members: Sample[];
}

function groupsOf(samples: Sample[], { isOn, names }: Grouping): Group[] {
  const groups = new Map<string, Group>();
  for (const sample of samples) {
    const labels = isOn
      ? pick(sample.labels, names)
      : omit(sample.labels, [...names, '__name__']);
    const key = keyOf(labels);
    const group = groups.get(key) ?? { labels, members: [] };
    group.members.push(sample);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** These keep the labels of what they choose. */
function extremes(
  operator: string,
  samples: Sample[],
  grouping: Grouping,
  count: number,
): Sample[] {
  const sign = operator === 'topk' ? -1 : 1;
  return groupsOf(samples, grouping).flatMap(({ members }) =>
    [...members]
      .sort((left, right) => sign * (left.value - right.value))
      .slice(0, Math.max(0, Math.trunc(count))),
  );
}
