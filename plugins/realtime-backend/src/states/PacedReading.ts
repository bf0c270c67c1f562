import type { Clock } from '../clock';

/** How much somebody wants to know: an open tab, or a card and a list. */
export type Pace = 'focused' | 'background';

/** How something is read again and again. */
export interface PacedReadingOptions<T> {
  /** Makes a new value; an error leaves the last one. */
  read(pace: Pace): Promise<T>;
  intervalsMs: Record<Pace, number>;
  clock: Clock;
  onError(error: unknown): void;
  /** 0..1; spreads many readings. */
  random?(): number;
}

/** Share of the interval by which the next reading may come earlier or later. */
const JITTER = 0.1;

/**
 * Reads while somebody listens, at the pace of whoever wants it most. However
 * many listen, one reading is under way at a time and all get its value.
 */
export class PacedReading<T> {
  private readonly listeners = new Map<(value: T) => void, Pace>();
  private latest?: { value: T };
  private askedAtMs = -Infinity;
  private running?: Promise<T>;
  private cancelNext?: () => void;

  constructor(private readonly options: PacedReadingOptions<T>) {}

  get isWatched(): boolean {
    return this.listeners.size > 0;
  }

  /** When it was last asked, in ms since 1970; -Infinity before. */
  get lastAskedAtMs(): number {
    return this.askedAtMs;
  }

  /** Calls back with the latest value, at once if there is one, and with each new one. */
  subscribe(listener: (value: T) => void, pace: Pace): () => void {
    this.listeners.set(listener, pace);
    if (this.latest) listener(this.latest.value);
    this.schedule();
    return () => {
      this.listeners.delete(listener);
      this.schedule();
    };
  }

  /** The latest value when it is younger than `maxAgeMs`, or a new one. */
  async read(maxAgeMs: number): Promise<T> {
    if (this.latest && this.ageMs() <= maxAgeMs) return this.latest.value;
    return await this.refresh();
  }

  /** Resolves when nothing is under way any more. Never rejects. */
  async stop(): Promise<void> {
    this.listeners.clear();
    this.cancelNext?.();
    await this.running?.catch(() => undefined);
  }

  private ageMs(): number {
    return this.options.clock.now() - this.askedAtMs;
  }

  private refresh(): Promise<T> {
    this.running ??= this.run().finally(() => {
      this.running = undefined;
      this.schedule();
    });
    return this.running;
  }

  private async run(): Promise<T> {
    this.askedAtMs = this.options.clock.now();
    const value = await this.options.read(this.pace());
    this.latest = { value };
    for (const listener of [...this.listeners.keys()]) listener(value);
    return value;
  }

  private schedule(): void {
    this.cancelNext?.();
    this.cancelNext = undefined;
    if (!this.isWatched || this.running) return;
    const { clock, intervalsMs, onError, random = Math.random } = this.options;
    const jitter = 1 + JITTER * (2 * random() - 1);
    const dueMs = intervalsMs[this.pace()] * jitter;
    this.cancelNext = clock.setTimeout(
      () => void this.refresh().catch(onError),
      Math.max(0, dueMs - this.ageMs()),
    );
  }

  private pace(): Pace {
    const paces = [...this.listeners.values()];
    return paces.includes('focused') ? 'focused' : 'background';
  }
}
