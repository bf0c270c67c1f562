import type { Labels, Sample, SampledSeries } from './series';

/** Series as they came, at most `maxSeries` of them. */
export interface SeriesRead {
  series: SampledSeries[];
  dropped: number;
}

/**
 * Reads `data` of `query` and `query_range`: vector, matrix, scalar; a string
 * has no numbers. The one place that knows seconds and numbers as text.
 * undefined for any other form. Histograms have no plain number and are dropped.
 */
export function readSeries(
  data: unknown,
  maxSeries: number,
): SeriesRead | undefined {
  if (!isObject(data)) return undefined;
  const { resultType, result } = data;
  if (resultType === 'scalar') return readScalar(result);
  if (resultType === 'string') return { series: [], dropped: 0 };
  const isList = resultType === 'vector' || resultType === 'matrix';
  if (!isList || !Array.isArray(result)) return undefined;
  return readList(result, maxSeries);
}

function readScalar(result: unknown): SeriesRead | undefined {
  const sample = readSample(result);
  if (!sample) return undefined;
  return { series: [{ labels: {}, samples: [sample] }], dropped: 0 };
}

function readList(
  list: readonly unknown[],
  maxSeries: number,
): SeriesRead | undefined {
  const series: SampledSeries[] = [];
  for (const one of list) {
    if (series.length === maxSeries) break;
    const read = readOne(one);
    if (read === 'damaged') return undefined;
    if (read) series.push(read);
  }
  return { series, dropped: list.length - series.length };
}

function readOne(one: unknown): SampledSeries | 'damaged' | undefined {
  if (!isObject(one)) return 'damaged';
  const labels = readLabels(one.metric);
  if (!labels) return 'damaged';
  const pairs =
    one.values ?? (one.value === undefined ? undefined : [one.value]);
  if (pairs === undefined) {
    return one.histogram || one.histograms ? undefined : 'damaged';
  }
  const samples = Array.isArray(pairs) ? pairs.map(readSample) : [undefined];
  return samples.every(sample => sample !== undefined)
    ? { labels, samples }
    : 'damaged';
}

/** Labels of a series; undefined for another form. */
export function readLabels(metric: unknown): Labels | undefined {
  if (!isObject(metric)) return undefined;
  const isText = Object.values(metric).every(text => typeof text === 'string');
  return isText ? (metric as Labels) : undefined;
}

function readSample(pair: unknown): Sample | undefined {
  if (!Array.isArray(pair) || pair.length !== 2) return undefined;
  const [seconds, text] = pair;
  if (typeof seconds !== 'number' || typeof text !== 'string') return undefined;
  const value = readNumber(text);
  return value === undefined
    ? undefined
    : { atMs: Math.round(seconds * 1000), value };
}

/** `NaN`, `+Inf` and `-Inf` are how Prometheus writes those numbers. */
function readNumber(text: string): number | undefined {
  if (text === '') return undefined;
  if (/^[+-]?Inf$/.test(text)) return text[0] === '-' ? -Infinity : Infinity;
  const value = Number(text);
  return Number.isNaN(value) && text !== 'NaN' ? undefined : value;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
