import { appendRate, NO_RATES, RATE_SECONDS, type Rates } from './rates';

function ratesOf(...pairs: Array<[second: number, rate: number]>): Rates {
  return pairs.reduce(
    (rates, [second, ratePerSecond]) =>
      appendRate(rates, { atMs: second * 1_000, ratePerSecond }),
    NO_RATES,
  );
}

describe('the rates of the last minute', () => {
  it.each([
    { what: 'one second', pairs: [[5, 1]], expected: [1] },
    {
      what: 'seconds in a row',
      pairs: [
        [5, 1],
        [6, 2],
      ],
      expected: [1, 2],
    },
    {
      what: 'a second nobody measured',
      pairs: [
        [5, 1],
        [7, 3],
      ],
      expected: [1, undefined, 3],
    },
    {
      what: 'quiet seconds, which nobody needs to measure',
      pairs: [
        [5, 0],
        [8, 3],
      ],
      expected: [0, 0, 0, 3],
    },
    {
      what: 'a long silence, which is no quiet stream',
      pairs: [
        [5, 0],
        [17, 3],
      ],
      expected: [0, ...Array.from({ length: 11 }, () => undefined), 3],
    },
    {
      what: 'a second measured twice',
      pairs: [
        [5, 1],
        [5, 2],
      ],
      expected: [2],
    },
    {
      what: 'a second of the past',
      pairs: [
        [5, 1],
        [4, 2],
      ],
      expected: [1],
    },
  ] as Array<{
    what: string;
    pairs: Array<[number, number]>;
    expected: Array<number | undefined>;
  }>)('are $expected for $what', ({ pairs, expected }) => {
    expect(ratesOf(...pairs).values).toEqual(expected);
  });

  it('are at most sixty, also after an hour of silence', () => {
    const many = Array.from(
      { length: RATE_SECONDS + 1 },
      (_, i): [number, number] => [i, i],
    );
    expect(ratesOf(...many).values).toHaveLength(RATE_SECONDS);
    expect(ratesOf(...many).values[0]).toBe(1);
    const { values } = ratesOf([0, 7], [3_600, 9]);
    expect(values).toHaveLength(RATE_SECONDS);
    expect(values.filter(value => value !== undefined)).toEqual([9]);
  });
});
