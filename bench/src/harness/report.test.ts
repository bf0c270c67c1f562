import { judge, type Claim } from './report';

const claim = (
  min: number,
  median: number,
  max: number,
  rest: Partial<Claim> = {},
): Claim => ({
  text: 'CPU',
  unit: '×',
  floor: 4,
  moonshot: 10,
  value: { min, median, max },
  ...rest,
});

describe('judge', () => {
  it.each([
    [claim(9, 11, 12), 'moonshot'],
    [claim(4, 8, 9), 'met'],
    [claim(3.9, 11, 12), 'missed'],
    [claim(2, 3, 9), 'missed'],
    [
      claim(0.2, 0.4, 0.9, { floor: 1, moonshot: 0.5, isCeiling: true }),
      'moonshot',
    ],
    [
      claim(0.2, 0.4, 1.1, { floor: 1, moonshot: 0.5, isCeiling: true }),
      'missed',
    ],
  ])('%j is %s', (given, expected) => {
    expect(judge(given)).toBe(expected);
  });
});
