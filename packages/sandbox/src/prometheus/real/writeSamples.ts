import type { Labels } from '../store/labels';
import type { Series } from '../store/SeriesStore';

/** Of samples from before a series was first told, every this many are told: a chart needs no more. */
const PAST_STEP = 5;

/**
 * Series in the text format that Prometheus scrapes: of each the newest sample.
 * With `withPast` also older ones, with their times. Series that ended are left
 * out, by which Prometheus knows that they did.
 */
export function writeSamples(
  series: readonly Series[],
  withPast: (one: Series) => boolean,
): string {
  const lines = series.flatMap(one => {
    const { endedAtMs, labels, values } = one;
    if (endedAtMs !== undefined || values.length === 0) {
      return [];
    }
    const name = nameOf(labels);
    const past = withPast(one) ? pastOf(one) : [];
    return [
      ...past.map(([atMs, value]) => `${name} ${value} ${atMs}`),
      `${name} ${values[values.length - 1]}`,
    ];
  });
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

function pastOf({ timesMs, values }: Series): [atMs: number, value: number][] {
  return timesMs
    .map((atMs, i): [number, number] => [atMs, values[i]])
    .slice(0, -1)
    .filter((_, i) => i % PAST_STEP === 0);
}

/** `http_requests_total{pod="a"}`, with whatever a value holds escaped. */
function nameOf({ __name__: name, ...labels }: Labels): string {
  const pairs = Object.entries(labels).map(
    ([label, value]) => `${label}="${escape(value)}"`,
  );
  return `${name}{${pairs.join(',')}}`;
}

function escape(value: string): string {
  return value
    .replace(/\\/g, '\\\\')
    .replace(/"/g, '\\"')
    .replace(/\n/g, '\\n');
}
