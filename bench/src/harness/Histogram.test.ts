import { Histogram } from './Histogram';

describe('Histogram', () => {
  it('answers quantiles within one per cent', () => {
    const histogram = new Histogram();
    for (let value = 1; value <= 1_000_000; value += 7) histogram.add(value);
    for (const share of [0.01, 0.5, 0.9, 0.99, 0.999]) {
      expect(
        Math.abs(histogram.quantile(share)! / (share * 1_000_000) - 1),
      ).toBeLessThan(0.01);
    }
  });

  it.each([0, 1, 127, 128, 129, 255, 256, 257, 65_535, 1_000_003])(
    'puts %d back within its bucket',
    value => {
      const histogram = new Histogram();
      histogram.add(value);
      expect(histogram.quantile(1)).toBe(value);
      expect(histogram.quantile(0.5)! / Math.max(1, value)).toBeLessThanOrEqual(
        1,
      );
    },
  );

  it('is undefined while empty and keeps the largest value', () => {
    const histogram = new Histogram();
    expect(histogram.quantile(0.5)).toBeUndefined();
    histogram.add(5);
    histogram.add(900);
    expect(histogram.max).toBe(900);
  });

  it('crosses a process boundary as JSON', () => {
    const histogram = new Histogram();
    [3, 400, 50_000].forEach(value => histogram.add(value, 2));
    const copy = Histogram.fromJSON(
      JSON.parse(JSON.stringify(histogram)),
      histogram.max,
    );
    expect(copy.count).toBe(6);
    expect(copy.quantile(0.5)).toBe(histogram.quantile(0.5));
  });
});
