import type { HealthReading } from './HealthReading';
import { ReadingHistory } from './ReadingHistory';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

function reading(
  atMs: number,
  end: Array<number | null> = [atMs],
): HealthReading {
  const nothing = end.map(() => null);
  return {
    atMs,
    topics: {
      t: { start: nothing, end, stableEnd: nothing, sizeBytes: nothing },
    },
    groups: {
      g: {
        state: 'Stable',
        membership: 'a',
        topics: { t: { committed: [5], lagMs: [null] } },
      },
    },
    disks: [{ broker: 1, path: '/d', totalBytes: 10, usableBytes: 4 }],
  };
}

/** Every 15 s for `hours`. */
function filled(hours: number): ReadingHistory {
  const history = ReadingHistory.create();
  const step = 15_000;
  history.add(
    'local',
    ...Array.from({ length: (hours * HOUR_MS) / step + 1 }, (_, i) =>
      reading(i * step),
    ),
  );
  return history;
}

describe('the history of readings', () => {
  it('gives back what was read, oldest first, with what was not known left out', () => {
    const history = ReadingHistory.create();
    history.add('local', reading(2, [null, 7]), reading(1, [3, 4]));
    expect(history.partition('local', 't', 0)).toMatchObject([
      { atMs: 1, end: 3, start: undefined },
      { atMs: 2, end: undefined },
    ]);
    expect(history.partition('local', 't', 1)).toMatchObject([
      { atMs: 1, end: 4 },
      { atMs: 2, end: 7 },
    ]);
    expect(history.group('local', 'g', 't', 0)).toMatchObject([
      { atMs: 1, committed: 5, end: 3, lagMs: undefined },
      { atMs: 2, committed: 5, end: undefined },
    ]);
    expect(history.membership('local', 'g')[0]).toEqual({
      atMs: 1,
      membership: 'a',
      state: 'Stable',
    });
    expect(history.disk('local', 1, '/d')[0]).toEqual({
      atMs: 1,
      totalBytes: 10,
      usableBytes: 4,
    });
  });

  it('knows nothing of other systems, topics, groups and disks', () => {
    const history = ReadingHistory.create();
    history.add('local', reading(1));
    expect(history.partition('other', 't', 0)).toEqual([]);
    expect(history.partition('local', 'u', 0)).toEqual([]);
    expect(history.group('local', 'h', 't', 0)).toEqual([]);
    expect(history.disk('local', 2, '/d')).toEqual([]);
  });

  it('keeps three hours in full and a day at five minutes', () => {
    const samples = filled(30).partition('local', 't', 0);
    const newestMs = samples.at(-1)!.atMs;
    const fine = samples.filter(({ atMs }) => newestMs - atMs <= 3 * HOUR_MS);
    const coarse = samples.filter(({ atMs }) => newestMs - atMs > 3 * HOUR_MS);
    expect(fine).toHaveLength(3 * 60 * 4 + 1);
    expect(coarse.length).toBe(21 * 12);
    expect(newestMs - samples[0].atMs).toBeLessThanOrEqual(24 * HOUR_MS);
    for (let i = 1; i < coarse.length; i++)
      expect(coarse[i].atMs - coarse[i - 1].atMs).toBe(5 * MINUTE_MS);
  });

  it('takes readings of another replica that come late or twice', () => {
    const history = ReadingHistory.create();
    history.add('local', reading(10), reading(30));
    history.add('local', reading(20), reading(10));
    expect(history.partition('local', 't', 0).map(({ atMs }) => atMs)).toEqual([
      10, 20, 30,
    ]);
  });

  it.each([
    { partitions: 10_000, kept: 49 },
    { partitions: 100_000, kept: 24 },
  ])(
    'holds fewer readings of an entity with very many partitions: $kept of $partitions',
    ({ partitions, kept }) => {
      const history = ReadingHistory.create();
      const ends = new Array<number>(partitions).fill(1);
      history.add(
        'local',
        ...Array.from({ length: 60 }, (_, i) => reading(i * 15_000, ends)),
      );
      const samples = history.partition('local', 't', partitions - 1);
      expect(samples.length).toBe(kept);
    },
  );
});
