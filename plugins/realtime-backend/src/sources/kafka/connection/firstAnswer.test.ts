import { firstAnswer } from './firstAnswer';

/** Runs what is due when the test says so. */
class HandClock {
  private readonly due: Array<() => void> = [];

  now = () => 0;

  setTimeout = (fn: () => void) => {
    this.due.push(fn);
    return () => {
      const at = this.due.indexOf(fn);
      if (at >= 0) this.due.splice(at, 1);
    };
  };

  get waiting(): number {
    return this.due.length;
  }

  tick(): void {
    this.due.splice(0).forEach(fn => fn());
  }
}

const silent = () => new Promise<string>(() => {});
const never = () => false;

describe('firstAnswer', () => {
  it('asks the second place only when the first is silent for too long', async () => {
    const clock = new HandClock();
    const asked: string[] = [];
    const attempts = [
      () => {
        asked.push('first');
        return silent();
      },
      async () => {
        asked.push('second');
        return 'answer';
      },
    ];

    const answer = firstAnswer(attempts.values(), never, clock);
    expect(asked).toEqual(['first']);
    clock.tick();

    expect(await answer).toBe('answer');
    expect(clock.waiting).toBe(0);
  });

  it('asks nobody any more after an answer, also when a late one fails', async () => {
    const clock = new HandClock();
    let fail = (_: Error) => {};
    const third = jest.fn(silent);
    const attempts = [
      () => new Promise<string>((_, reject) => (fail = reject)),
      async () => 'answer',
      third,
    ];
    const answer = firstAnswer(attempts.values(), never, clock);
    clock.tick();
    await answer;

    fail(new Error('late'));
    await Promise.resolve();

    expect(third).not.toHaveBeenCalled();
  });

  it('ends at once with a failure nobody else can mend', async () => {
    const clock = new HandClock();
    const failure = new Error('refused');
    const attempts = [() => Promise.reject(failure), silent];

    const answer = firstAnswer(attempts.values(), () => true, clock);

    await expect(answer).rejects.toBe(failure);
    expect(clock.waiting).toBe(0);
  });

  it('fails with all failures when everybody failed, and when there is nobody', async () => {
    const clock = new HandClock();
    const attempts = ['a', 'b'].map(text => () => Promise.reject(text));

    const answer = firstAnswer(attempts.values(), never, clock);

    await expect(answer).rejects.toMatchObject({ errors: ['a', 'b'] });
    await expect(firstAnswer([].values(), never, clock)).rejects.toMatchObject({
      errors: [],
    });
  });
});
