import { plotTop } from './plotTop';

describe('top of the value axis', () => {
  it.each<[string, Array<number | null>, number[], number]>([
    ['the highest reading without limits', [1, 4, 2], [], 4],
    ['the lowest limit, however low the readings', [0.1], [15, 60], 15],
    ['a further limit that is near', [48], [15, 60], 60],
    ['no limit that would flatten the line', [48], [15, 600], 48],
    ['readings with gaps', [null, 3, null], [], 3],
  ])('is %s', (_, values, limits, expected) => {
    expect(plotTop(values, limits)).toBeCloseTo(expected * 1.12);
  });

  it('is above zero without any reading', () => {
    expect(plotTop([null], [])).toBeGreaterThan(0);
  });
});
