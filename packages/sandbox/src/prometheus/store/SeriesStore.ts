import { compileMatchers, keyOf, type Labels, type Matcher } from './labels';

/** Samples of one series, oldest first. */
export interface Series {
  labels: Labels;
  timesMs: number[];
  values: number[];
  /** From then on it is stale: its target went away. */
  endedAtMs?: number;
}

/** Half an hour: what is older is forgotten. */
const KEPT_MS = 30 * 60_000;
/** Forgotten in one go, so that arrays are not moved at every sample. */
const SLACK = 120;
/** Beyond it nobody sees new series, as on a server with a limit. */
const MAX_SERIES = 20_000;

/** Series in memory. A sample that is not newer than the last of its series is left out. */
export class SeriesStore {
  readonly #series = new Map<string, Series>();

  get size(): number {
    return this.#series.size;
  }

  append(labels: Labels, atMs: number, value: number): void {
    this.writer(labels)(atMs, value);
  }

  /** For who writes the same series again and again. */
  writer(labels: Labels): (atMs: number, value: number) => void {
    const series = this.#ensure(labels);
    return (atMs, value) => {
      if (atMs <= (series.timesMs.at(-1) ?? -Infinity)) {
        return;
      }
      delete series.endedAtMs;
      series.timesMs.push(atMs);
      series.values.push(value);
      if (series.timesMs[0] < atMs - KEPT_MS - SLACK * 1_000) {
        forgetBefore(series, atMs - KEPT_MS);
      }
    };
  }

  /** Marks series as stale; those that ended long ago are forgotten. */
  end(matchers: readonly Matcher[], atMs: number): void {
    for (const series of this.select(matchers)) {
      series.endedAtMs ??= atMs;
    }
    for (const [key, { endedAtMs }] of this.#series) {
      if (endedAtMs !== undefined && endedAtMs < atMs - KEPT_MS) {
        this.#series.delete(key);
      }
    }
  }

  select(matchers: readonly Matcher[]): Series[] {
    const matches = compileMatchers(matchers);
    return [...this.#series.values()].filter(({ labels }) => matches(labels));
  }

  #ensure(labels: Labels): Series {
    const key = keyOf(labels);
    const series = this.#series.get(key) ?? {
      labels,
      timesMs: [],
      values: [],
    };
    if (this.#series.size < MAX_SERIES) {
      this.#series.set(key, series);
    }
    return series;
  }
}

function forgetBefore(series: Series, ms: number): void {
  const count = series.timesMs.findIndex(each => each >= ms);
  series.timesMs.splice(0, count);
  series.values.splice(0, count);
}
