import { StatsLane } from './StatsLane';
import { aHub, values } from './testUtils/aHub';
import { turns } from './testUtils/TestClock';

/** A lane whose seconds ended at these times, in seconds. */
function rolled(...seconds: number[]): StatsLane {
  const lane = new StatsLane(0);
  seconds.forEach(second => lane.roll(second * 1_000));
  return lane;
}

describe('StatsLane', () => {
  it.each([
    ['before a second has ended', rolled(), []],
    ['after the first', rolled(1), []],
    ['after two', rolled(1, 2), [0]],
    ['after seconds nobody ended', rolled(1, 4), [0, null, null]],
    [
      'after an hour without a viewer',
      rolled(1, 3_600),
      Array.from({ length: 60 }, () => null),
    ],
    [
      'after more than a minute',
      rolled(...Array.from({ length: 90 }, (_, i) => i + 1)),
      Array.from({ length: 60 }, () => 0),
    ],
  ])('remembers the rates of the last minute %s', (_, lane, expected) => {
    expect(lane.history).toEqual(expected);
  });

  it('remembers no rate for a second in which the source did not answer', () => {
    const lane = new StatsLane(0);
    lane.roll(1_000, false);
    lane.roll(2_000);
    expect(lane.history).toEqual([null]);
  });
});

describe('the first account of a viewer', () => {
  it('tells the rates before it, so that a line does not begin empty, and later ones do not', async () => {
    const { source, subscribe, clock, hub } = aHub();
    subscribe();
    await turns();
    for (const count of [10, 20, 30]) {
      source.push(0, values(count));
      await clock.advance(1_000);
    }
    const [late] = subscribe();
    await turns();
    const [first] = late.of('stats');
    expect(first).toMatchObject({ history: [10, 20], ratePerSecond: 30 });
    source.push(0, values(5));
    await clock.advance(1_000);
    expect(late.of('stats').at(-1)).not.toHaveProperty('history');
    await hub.stop();
  });
});
