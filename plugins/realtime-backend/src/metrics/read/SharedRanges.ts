import type { Clock } from '../../clock';
import type {
  PrometheusAnswer,
  SampledSeries,
} from '../../sources/prometheus/series';
import type { RangeSource } from './RangeSource';
import type { Window } from './Window';

/** An answer, and when it was asked for. */
export interface RangeAnswer extends PrometheusAnswer<SampledSeries[]> {
  readAtMs: number;
}

/** Answers that are kept; at most a step old, so few are. */
const MAX_KEPT = 1_000;

interface Kept {
  untilMs: number;
  answer: Promise<RangeAnswer>;
}

/**
 * One request for everybody who asks the same of the same window, while it is
 * under way and for one step after. An error is told to those who wait for it
 * and then forgotten.
 */
export class SharedRanges {
  private readonly kept = new Map<string, Kept>();
  private readonly leaving = new AbortController();

  constructor(
    private readonly source: RangeSource,
    private readonly clock: Clock,
  ) {}

  /** Errors: PrometheusFailure. */
  async read(query: string, window: Window): Promise<RangeAnswer> {
    const key = JSON.stringify([
      query,
      window.fromMs,
      window.stepMs,
      window.points,
    ]);
    const nowMs = this.clock.now();
    const known = this.kept.get(key);
    if (known && nowMs < known.untilMs) return await known.answer;
    this.makeRoom(nowMs);
    const answer = this.ask(query, window, nowMs);
    const untilMs = nowMs + window.stepMs;
    this.kept.set(key, { untilMs, answer });
    try {
      return await answer;
    } catch (error) {
      if (this.kept.get(key)?.answer === answer) this.kept.delete(key);
      throw error;
    }
  }

  /** Ends every request. */
  stop(): void {
    this.leaving.abort();
    this.kept.clear();
  }

  private async ask(
    query: string,
    window: Window,
    readAtMs: number,
  ): Promise<RangeAnswer> {
    const { signal } = this.leaving;
    return { ...(await this.source.read(query, window, signal)), readAtMs };
  }

  private makeRoom(nowMs: number): void {
    for (const [key, { untilMs }] of this.kept) {
      const isFull = this.kept.size >= MAX_KEPT;
      if (untilMs <= nowMs || isFull) this.kept.delete(key);
    }
  }
}
