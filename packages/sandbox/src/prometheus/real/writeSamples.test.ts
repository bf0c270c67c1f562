import type { Series } from '../store/SeriesStore';
import { writeSamples } from './writeSamples';

const labels = { __name__: 'up', pod: 'a' };

function series(values: number[], part: Partial<Series> = {}): Series {
  const timesMs = values.map((_, i) => 1_000 * (i + 1));
  return { labels, timesMs, values, ...part };
}

describe('series as Prometheus scrapes them', () => {
  it.each<[string, Series[], boolean, string]>([
    ['nothing of no series', [], true, ''],
    ['nothing of a series without samples', [series([])], true, ''],
    [
      'the newest sample, which is of now',
      [series([1, 2])],
      false,
      'up{pod="a"} 2\n',
    ],
    [
      'every fifth sample of the past with its time',
      [series([1, 2, 3, 4, 5, 6, 7])],
      true,
      'up{pod="a"} 1 1000\nup{pod="a"} 6 6000\nup{pod="a"} 7\n',
    ],
    [
      'nothing of a series that ended',
      [series([1], { endedAtMs: 1_000 })],
      false,
      '',
    ],
    [
      'a metric without labels',
      [series([1], { labels: { __name__: 'up' } })],
      false,
      'up{} 1\n',
    ],
    [
      'quotes, backslashes and lines of a label escaped',
      [series([1], { labels: { __name__: 'up', pod: 'a"\\\n' } })],
      false,
      'up{pod="a\\"\\\\\\n"} 1\n',
    ],
  ])('are %s', (_what, given, withPast, text) => {
    expect(writeSamples(given, () => withPast)).toBe(text);
  });
});
