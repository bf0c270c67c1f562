import { FormReader } from './FormReader';
import { Slices } from './Slices';

/** Work of about this long. */
const busyFor = (ms: number) => {
  const until = performance.now() + ms;
  while (performance.now() < until);
};

describe('Slices', () => {
  it('lets other work run while it goes through many items', async () => {
    let turns = 0;
    let isDone = false;
    const turn = () => {
      turns++;
      if (!isDone) setImmediate(turn);
    };
    setImmediate(turn);

    await new Slices().each(Array.from({ length: 1_000 }), () => busyFor(0.1));
    isDone = true;

    expect(turns).toBeGreaterThan(3);
  });

  it('does a few small items at once', async () => {
    const slices = new Slices();
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
    await expect(greedy.each(() => {})).rejects.toThrow('cut short');
  });
});
