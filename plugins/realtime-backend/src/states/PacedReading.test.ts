import { TestClock } from '../hub/testUtils/TestClock';
import { PacedReading } from './PacedReading';

describe('a reading at a pace', () => {
  let clock: TestClock;
  let reads: string[];
  let errors: unknown[];
  let fail: boolean;
  let reading: PacedReading<number>;

  beforeEach(() => {
    clock = new TestClock();
    reads = [];
    errors = [];
    fail = false;
    reading = new PacedReading({
      read: async pace => {
        reads.push(pace);
        if (fail) throw new Error('away');
        return reads.length;
      },
      intervalsMs: { focused: 10_000, background: 60_000 },
      clock,
      onError: error => errors.push(error),
      random: () => 0.5,
    });
  });

  it('begins with the first listener and ends with the last', async () => {
    const heard: number[] = [];
    const end = reading.subscribe(value => heard.push(value), 'focused');
    await clock.advance(20_000);
    end();
    await clock.advance(60_000);
    expect(heard).toEqual([1, 2, 3]);
    expect(clock.pending).toBe(0);
  });

  it('is as quick as the quickest wants it', async () => {
    reading.subscribe(() => {}, 'background');
    await clock.advance(30_000);
    expect(reads).toEqual(['background']);
    const end = reading.subscribe(() => {}, 'focused');
    await clock.advance(10_000);
    expect(reads).toEqual(['background', 'focused', 'focused']);
    end();
    await clock.advance(50_000);
    expect(reads).toHaveLength(3);
  });

  it('tells the latest at once to who comes later', async () => {
    reading.subscribe(() => {}, 'focused');
    await clock.advance(0);
    const heard: number[] = [];
    reading.subscribe(value => heard.push(value), 'focused');
    expect(heard).toEqual([1]);
  });

  it('is shared by all who ask at the same time, and answered again while it is fresh', async () => {
    const values = await Promise.all([reading.read(0), reading.read(0)]);
    expect(values).toEqual([1, 1]);
    expect(await reading.read(5_000)).toBe(1);
    await clock.advance(5_001);
    expect(await reading.read(5_000)).toBe(2);
  });

  it('goes on after a failure, no sooner than the next time', async () => {
    fail = true;
    reading.subscribe(() => {}, 'focused');
    await clock.advance(9_000);
    expect(errors).toHaveLength(1);
    expect(reads).toHaveLength(1);
    fail = false;
    await clock.advance(1_000);
    expect(reads).toHaveLength(2);
  });

  it('ends when it is stopped, whoever listens', async () => {
    reading.subscribe(() => {}, 'focused');
    await clock.advance(0);
    await reading.stop();
    await clock.advance(60_000);
    expect(reads).toHaveLength(1);
  });
});
