import { QUIET_STATS_SECONDS } from '@backstage-realtime/plugin-realtime-common';
import {
  ageRates,
  appendRate,
  NO_RATES,
  RATE_SECONDS,
  seedRates,
  type Rates,
} from './rates';

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
        [5 + QUIET_STATS_SECONDS + 2, 3],
      ],
      expected: [
        0,
        ...Array.from({ length: QUIET_STATS_SECONDS + 1 }, () => undefined),
        3,
      ],
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

describe('rates that are not measured', () => {
  it('are gaps and not zero', () => {
    const known = ratesOf([5, 3]);
    const { values } = appendRate(known, { atMs: 6_000 });
    expect(values).toEqual([3, undefined]);
  });

  it('are not made up by a measurement that is a little late', () => {
    const first = appendRate(NO_RATES, { atMs: 1_999, ratePerSecond: 4 });
    const { values } = appendRate(first, { atMs: 3_001, ratePerSecond: 5 });
    expect(values).toEqual([4, 5]);
  });

  it.each([
    [0, [1, 2]],
    [999, [1, 2]],
    [2_500, [1, 2, undefined, undefined]],
  ])('grow at the end of a stream silent for %d ms', (silentMs, expected) => {
    expect(ageRates([1, 2], silentMs)).toEqual(expected);
  });

  it('fill the whole line after a minute of silence, and no more', () => {
    const aged = ageRates([1, 2], 3_600_000);
    expect(aged).toEqual(Array.from({ length: RATE_SECONDS }));
  });
});

describe('rates from before the page was opened', () => {
  it('begin the line, with gaps where the server measured nothing', () => {
    const seeded = seedRates(NO_RATES, [1, null, 3], 10_000);
    const { values } = appendRate(seeded, { atMs: 10_000, ratePerSecond: 4 });
    expect(values).toEqual([1, undefined, 3, 4]);
  });

  it('do not replace what the page measured itself', () => {
    const known = ratesOf([5, 3]);
    expect(seedRates(known, [9, 9], 6_000)).toBe(known);
  });

  it('are bounded', () => {
    const history = Array.from({ length: 200 }, (_, i) => i);
    const { values } = seedRates(NO_RATES, history, 10_000);
    expect(values).toEqual(history.slice(-RATE_SECONDS));
  });
});
