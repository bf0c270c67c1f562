import { keyOf, omit, type Labels } from '../store/labels';
import type { Sample } from './values';

interface Bucket {
  upTo: number;
  count: number;
}

/** One quantile a histogram, found between the borders of its bucket in a straight line. */
export function histogramQuantile(by: number, samples: Sample[]): Sample[] {
  const histograms = new Map<string, { labels: Labels; buckets: Bucket[] }>();
  for (const { labels, value } of samples) {
    const upTo = labels.le === '+Inf' ? Infinity : Number(labels.le);
    if (labels.le !== undefined && !Number.isNaN(upTo)) {
      const rest = omit(labels, ['le', '__name__']);
      const key = keyOf(rest);
      const known = histograms.get(key) ?? { labels: rest, buckets: [] };
      known.buckets.push({ upTo, count: value });
      histograms.set(key, known);
    }
  }
  return [...histograms.values()].map(({ buckets, labels }) => ({
    labels,
    value: quantileOf(by, buckets),
  }));
}

function quantileOf(by: number, unsorted: Bucket[]): number {
  const buckets = unsorted.sort((left, right) => left.upTo - right.upTo);
  const total = buckets[buckets.length - 1];
  if (Number.isNaN(by) || total.upTo !== Infinity || buckets.length < 2) {
    return NaN;
  }
  if (by < 0 || by > 1) {
    return by < 0 ? -Infinity : Infinity;
  }
  return total.count > 0 ? between(buckets, by * total.count) : NaN;
}

/** In the last bucket nobody knows more than where it begins. */
function between(buckets: Bucket[], rank: number): number {
  const index = buckets.findIndex(({ count }) => count >= rank);
  const { count, upTo } = buckets[index];
  if (upTo === Infinity) {
    return buckets[buckets.length - 2].upTo;
  }
  const { count: below, upTo: from } = buckets[index - 1] ?? {
    count: 0,
    upTo: 0,
  };
  return from + (upTo - from) * ((rank - below) / (count - below));
}
