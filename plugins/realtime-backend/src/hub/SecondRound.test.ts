import { SecondRound } from './SecondRound';
import { TestClock } from './testUtils/TestClock';

function aRound(members: number[]) {
  let isOver = false;
  const clock = new TestClock();
  const visits: Array<{ member: number; atMs: number }> = [];
  const faults: unknown[] = [];
  let seconds = 0;
  const startMs = clock.now();
  const round = new SecondRound<number>(clock, {
    begin: () => {
      seconds += 1;
      return isOver ? undefined : [...members];
    },
    visit: member => {
      if (member < 0) throw new Error('cannot be visited');
      visits.push({ member, atMs: clock.now() - startMs });
    },
    onFault: error => faults.push(error),
  });
  const end = (over = true) => {
    isOver = over;
  };
  return { clock, round, visits, faults, end, begun: () => seconds };
}

describe('SecondRound', () => {
  it('visits a few members together, once a second', async () => {
    const { clock, round, visits } = aRound([1, 2]);
    round.start();
    round.start();
    await clock.advance(2_000);
    expect(visits).toEqual([
      { member: 1, atMs: 1_000 },
      { member: 2, atMs: 1_000 },
      { member: 1, atMs: 2_000 },
      { member: 2, atMs: 2_000 },
    ]);
    round.stop();
  });

  it.each([
    [100, 100],
    [101, 51],
    [1_000, 100],
    [5_000, 500],
  ])(
    'visits each of %d members once a second, at most %d at once',
    async (count, most) => {
      const { clock, round, visits, begun } = aRound(
        Array.from({ length: count }, (_, i) => i),
      );
      round.start();
      await clock.advance(1_999);
      expect(begun()).toBe(1);
      expect(new Set(visits.map(({ member }) => member)).size).toBe(count);
      expect(visits.length).toBe(count);
      const together = visits.map(
        ({ atMs }) => visits.filter(other => other.atMs === atMs).length,
      );
      expect(Math.max(...together)).toBe(most);
      round.stop();
    },
  );

  it('goes on through seconds in which nobody is to be visited', async () => {
    const members: number[] = [];
    const { clock, round, visits, begun } = aRound(members);
    round.start();
    await clock.advance(2_000);
    members.push(1);
    await clock.advance(1_000);
    expect(begun()).toBe(3);
    expect(visits).toEqual([{ member: 1, atMs: 3_000 }]);
    round.stop();
  });

  it('leaves no timer when it is ended, and starts again', async () => {
    const members = [1];
    const { clock, round, visits, end } = aRound(members);
    round.start();
    await clock.advance(1_000);
    end();
    await clock.advance(1_000);
    expect(clock.pending).toBe(0);
    members[0] = 2;
    end(false);
    round.start();
    await clock.advance(1_000);
    expect(visits.map(({ member }) => member)).toEqual([1, 2]);
    round.stop();
    expect(clock.pending).toBe(0);
  });

  it('tells a fault and goes on with the next second', async () => {
    const members = [-1];
    const { clock, round, visits, faults } = aRound(members);
    round.start();
    await clock.advance(1_000);
    expect(faults).toHaveLength(1);
    members[0] = 1;
    await clock.advance(1_000);
    expect(visits).toHaveLength(1);
    round.stop();
  });
});
