import { FormReader } from './FormReader';
import { Slices, Turns } from './Slices';

/** Of a turn, and the items between two looks at the clock. */
const SLICE_MS = 8;
const LOOK_ITEMS = 64;

describe('Slices', () => {
  let nowMs: number;
  let turns: Turns;
  /** Work of this long. */
  const busyFor = (ms: number) => {
    nowMs += ms;
  };

  beforeEach(() => {
    nowMs = 1_000;
    turns = new Turns(() => nowMs);
  });

  it('lets other work run while it goes through many items', async () => {
    let count = 0;
    let isDone = false;
    const turn = () => {
      count++;
      if (!isDone) setImmediate(turn);
    };
    setImmediate(turn);

    await new Slices(turns).each(Array.from({ length: 1_000 }), () =>
      busyFor(0.1),
    );
    isDone = true;

    expect(count).toBeGreaterThan(3);
  });

  it('has one stretch a turn, however many answers are being read', async () => {
    const answers = 10;
    const itemMs = 1 / 64;
    let items = 0;
    const perTurn: number[] = [];
    const turn = () => {
      perTurn.push(items);
      items = 0;
      if (!isDone) setImmediate(turn);
    };
    let isDone = false;
    setImmediate(turn);

    const work = Array.from({ length: answers }, () =>
      new Slices(turns).each(Array.from({ length: 640 }), () => {
        busyFor(itemMs);
        items++;
      }),
    );
    await Promise.all(work);
    isDone = true;
    perTurn.push(items);

    // With a stretch each, all answers together would be read in two turns.
    // As it is, every answer reads up to its first look, and one a stretch.
    const stretch = SLICE_MS / itemMs;
    expect(Math.max(...perTurn)).toBe(answers * LOOK_ITEMS + stretch);
    expect(perTurn.filter(done => done > stretch)).toHaveLength(1);
  });

  it('keeps the order of those that wait for a turn', async () => {
    const order: number[] = [];
    turns.isOver();
    busyFor(10);

    await Promise.all(
      [1, 2, 3].map(async each => {
        if (turns.isOver()) await turns.next();
        order.push(each);
      }),
    );

    expect(order).toEqual([1, 2, 3]);
  });

  it('does a few small items at once', async () => {
    const slices = new Slices(turns);
    const due = Array.from({ length: 63 }, () => slices.isDue());

    expect(due).not.toContain(true);
  });

  it('reads a list as long as it claims to be, and refuses one that is longer than its bytes', async () => {
    const bytes = Buffer.from([0, 0, 0, 2, 7, 8]);
    const items: number[] = [];
    const reader = new FormReader(bytes, false);
    await reader.each(() => void items.push(reader.int8()));
    const greedy = new FormReader(Buffer.from([0x7f, 0xff, 0xff, 0xff]), false);

    expect(items).toEqual([7, 8]);
    expect(() => greedy.each(() => {})).toThrow('cut short');
  });
});
