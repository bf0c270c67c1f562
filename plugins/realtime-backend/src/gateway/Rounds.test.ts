import { Rounds } from './Rounds';
import { ManualClock } from './testUtils/ManualClock';

const EVERY_MS = 15_000;

describe('Rounds', () => {
  const clock = new ManualClock(0);
  const calls = new Map<string, number[]>();
  let rounds: Rounds;

  beforeEach(() => {
    calls.clear();
    rounds = Rounds.create(clock, EVERY_MS);
  });

  function join(name: string): () => void {
    const times: number[] = [];
    calls.set(name, times);
    const joinedMs = clock.now();
    return rounds.join(() => times.push(clock.now() - joinedMs));
  }

  it('calls a single member each time the whole time has passed', () => {
    const leave = join('one');
    clock.advance(EVERY_MS - 1);
    expect(calls.get('one')).toEqual([]);
    clock.advance(2 * EVERY_MS + 1);
    expect(calls.get('one')).toEqual([EVERY_MS, 2 * EVERY_MS, 3 * EVERY_MS]);
    leave();
  });

  it('spreads members that came at once evenly, each once a round', () => {
    const leaves = Array.from({ length: 150 }, (_, i) => join(`${i}`));
    clock.advance(EVERY_MS);
    const times = [...calls.values()].flat();
    expect(times).toHaveLength(150);
    const turns = new Set(times);
    expect(turns.size).toBe(15);
    for (const turn of turns)
      expect(times.filter(time => time === turn)).toHaveLength(10);
    clock.advance(EVERY_MS);
    for (const [first, second] of calls.values())
      expect(second - first).toBe(EVERY_MS);
    for (const leave of leaves) leave();
  });

  it('keeps one timer for all, and none for nobody', () => {
    const leaves = ['a', 'b', 'c'].map(join);
    expect(clock.pending).toBe(1);
    for (const leave of leaves) leave();
    for (const leave of leaves) leave();
    expect(clock.pending).toBe(0);
    join('d')();
    expect(clock.pending).toBe(0);
  });

  it('does not call who left, also when it left while it was called', () => {
    const leave = rounds.join(() => {
      calls.set('once', [...(calls.get('once') ?? []), clock.now()]);
      leave();
    });
    join('gone')();
    clock.advance(3 * EVERY_MS);
    expect(calls.get('once')).toHaveLength(1);
    expect(calls.get('gone')).toEqual([]);
    expect(clock.pending).toBe(0);
  });

  it.each([1, 999, 1_000, 1_001, 60_000, 36_000_000])(
    'keeps a time of %d ms',
    everyMs => {
      rounds = Rounds.create(clock, everyMs);
      const leave = join('one');
      clock.advance(everyMs + 0.01);
      expect(calls.get('one')).toHaveLength(1);
      leave();
    },
  );
});
