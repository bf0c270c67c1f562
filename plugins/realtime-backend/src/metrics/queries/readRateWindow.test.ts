import { readRateWindow } from './readRateWindow';

describe('the time a query looks back at', () => {
  it.each([
    ['sum(rate(a_total[1m]))', 60_000],
    ['rate(a_total[1h30m]) / rate(a_total[30s])', 5_400_000],
    ['max_over_time(rate(a_total[30s])[1h:5m])', 3_600_000],
    ['rate(a_total{path="[5m]"}[ 500ms ])', 500],
    ['rate(a_total[1d]) # not [2w]', 86_400_000],
    ['irate(a_total[1w1y])', 32_140_800_000],
  ])('is the longest range of %s', (expr, ms) => {
    expect(readRateWindow(expr)).toBe(ms);
  });

  it.each(['sum(connections)', 'a{b="[5m]"}', 'a[${window}]', ''])(
    'is unknown for %j',
    expr => {
      expect(readRateWindow(expr)).toBeUndefined();
    },
  );
});
