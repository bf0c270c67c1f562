import { TimeSearch } from './TimeSearch';

const NOW = 1_700_000_000_000;
const HOUR = 3_600_000;

/** First record at or after a time, as a broker answers. */
function ask(times: readonly number[], askedMs: number) {
  const index = times.findIndex(ms => ms >= askedMs);
  return index < 0
    ? { offset: -1n, ms: -1 }
    : { offset: BigInt(index), ms: times[index] };
}

function searchFor(times: readonly number[], wanted: number, steps: number) {
  const search = new TimeSearch(
    BigInt(wanted),
    { offset: 0n, ms: times[0] },
    { offset: BigInt(times.length), ms: NOW },
  );
  let asked = 0;
  while (asked < steps && !search.isDone) {
    const ms = search.nextMs();
    search.learn(ms, ask(times, ms));
    asked++;
  }
  return { search, asked };
}

const steady = Array.from({ length: 1_000 }, (_, i) => NOW - HOUR + i * 3_600);
const burst = [
  ...Array.from({ length: 990 }, (_, i) => NOW - HOUR + i),
  ...Array.from({ length: 10 }, (_, i) => NOW - 10_000 + i * 1_000),
];
const quiet = [NOW - HOUR, NOW - HOUR + 1];

describe('TimeSearch', () => {
  it.each([
    ['steady traffic, near the end', steady, 990],
    ['steady traffic, in the middle', steady, 500],
    ['steady traffic, near the start', steady, 3],
    ['a burst and then little, in the burst', burst, 400],
    ['a burst and then little, after it', burst, 995],
    ['a topic that went quiet', quiet, 1],
  ])(
    'finds the age within 3 %% of the range in five steps: %s',
    (_, times, at) => {
      const { search } = searchFor(times, at, 5);

      const rangeMs = NOW - times[0];
      expect(Math.abs(search.estimateMs - times[at])).toBeLessThan(
        rangeMs * 0.03,
      );
    },
  );

  it('asks nothing for the oldest record, whose time is known', () => {
    const { search, asked } = searchFor(steady, 0, 5);

    expect(asked).toBe(0);
    expect(search.estimateMs).toBe(steady[0]);
  });

  it('ends when it hits the record', () => {
    const { search, asked } = searchFor(steady, 500, 50);

    expect(search.estimateMs).toBe(steady[500]);
    expect(asked).toBeLessThan(15);
  });

  it('ends although all records have one time, or times that fall', () => {
    const same = Array.from({ length: 100 }, () => NOW - HOUR);
    const falling = steady.toReversed();

    for (const times of [same, falling]) {
      const { search, asked } = searchFor(times, 50, 100);
      expect(asked).toBeLessThan(100);
      expect(search.estimateMs).toBeLessThanOrEqual(NOW);
    }
  });

  it('takes records of the future for now', () => {
    const future = [NOW + HOUR, NOW + 2 * HOUR];

    const { search } = searchFor(future, 1, 5);

    expect(search.estimateMs).toBeLessThanOrEqual(NOW);
  });
});
