import { mannKendall } from './mannKendall';
import { median, theilSen } from './theilSen';

const at = (values: number[]) =>
  values.map((value, index) => ({ atMs: index * 1000, value }));

describe('the Mann-Kendall score', () => {
  it.each([
    ['nothing', [], 0],
    ['one value', [5], 0],
    ['two values', [1, 2], 0],
    ['values that do not differ', [3, 3, 3, 3, 3], 0],
    // S = 10, variance = 5 · 4 · 15 / 18, (10 − 1) / √16.67.
    ['five values that rise', [1, 2, 3, 4, 5], 2.2045],
    ['five values that fall', [5, 4, 3, 2, 1], -2.2045],
    // S = 8; two ties of two: variance = (300 − 36) / 18.
    ['ties', [1, 1, 2, 2, 3], 1.8277],
    ['one that is huge among risers', [1, 2, 1e300, 4, 5], 1.2247],
  ])('of %s', (_, values, score) => {
    expect(mannKendall(values)).toBeCloseTo(score, 3);
  });
});

describe('the slope by Theil and Sen', () => {
  it.each<[string, number[], number]>([
    ['a line', [0, 2, 4, 6], 0.002],
    ['a line with a wild value', [0, 2, 900, 6, 8, 10], 0.002],
    ['a fall', [9, 6, 3], -0.003],
  ])('of %s', (_, values, slope) => {
    expect(theilSen(at(values))).toBeCloseTo(slope, 9);
  });

  it.each<number[][]>([[[]], [[1]]])('of %j is not known', values => {
    expect(theilSen(at(values))).toBeUndefined();
  });

  it('leaves out values of the same time', () => {
    const points = [
      { atMs: 0, value: 1 },
      { atMs: 0, value: 100 },
    ];
    expect(theilSen(points)).toBeUndefined();
  });
});

it.each<[number[], number | undefined]>([
  [[], undefined],
  [[4], 4],
  [[3, 1, 2], 2],
  [[4, 1, 3, 2], 2.5],
])('the median of %j is %s', (values, middle) => {
  expect(median(values)).toBe(middle);
});
