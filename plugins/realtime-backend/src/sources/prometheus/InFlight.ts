/** Lets a number of tasks run at the same time; the others wait in their order. */
export class InFlight {
  private readonly waiting = new Set<() => void>();
  private running = 0;

  constructor(private readonly limit: number) {}

  /** Errors: those of `task`; the reason of `signal` when it is aborted while waiting. */
  async run<T>(signal: AbortSignal, task: () => Promise<T>): Promise<T> {
    signal.throwIfAborted();
    if (this.running < this.limit) this.running += 1;
    else await this.wait(signal);
    try {
      return await task();
    } finally {
      this.leave();
    }
  }

  /** Whoever waited longest takes over the place. */
  private leave(): void {
    const [next] = this.waiting;
    if (next) next();
    else this.running -= 1;
  }

  private wait(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = () => {
        this.waiting.delete(take);
        signal.removeEventListener('abort', giveUp);
      };
      const take = () => {
        end();
        resolve();
      };
      const giveUp = () => {
        end();
        reject(signal.reason);
      };
      this.waiting.add(take);
      signal.addEventListener('abort', giveUp, { once: true });
    });
  }
}
