import type { Clock } from '../../clock';
import type { PrometheusClient } from '../../sources/prometheus/PrometheusClient';
import type {
  Labels,
  PrometheusAnswer,
  Sample,
  SampledSeries,
} from '../../sources/prometheus/series';
import type { RangeSource } from './RangeSource';
import { endOf, type Window } from './Window';

/** Queries whose samples are kept; the one that was not asked for longest goes. */
const MAX_QUERIES = 500;

/** Series of a query that are kept. */
const MAX_SERIES = 50;

interface History {
  series: Map<string, SampledSeries>;
}

/**
 * Series for an API that knows only now: each reading adds a sample, and the
 * window fills up while somebody watches. What was before, and while nobody
 * watched, is a gap.
 */
export class SampledQueries implements RangeSource {
  private readonly histories = new Map<string, History>();

  constructor(
    private readonly client: PrometheusClient,
    private readonly clock: Clock,
  ) {}

  async read(
    query: string,
    window: Window,
    signal: AbortSignal,
  ): Promise<PrometheusAnswer<SampledSeries[]>> {
    const answer = await this.client.query(query, { signal });
    const history = this.historyOf(query);
    const dropped = this.add(history, answer.data);
    forget(history, window);
    const data = [...history.series.values()].map(each => onGrid(each, window));
    return { ...answer, data, dropped: answer.dropped + dropped };
  }

  private historyOf(query: string): History {
    const history = this.histories.get(query) ?? { series: new Map() };
    this.histories.delete(query);
    this.histories.set(query, history);
    const [oldest] = this.histories.keys();
    if (this.histories.size > MAX_QUERIES) this.histories.delete(oldest);
    return history;
  }

  /** Times are ours: a clock that is ahead there would put samples outside of the window. */
  private add({ series }: History, found: readonly SampledSeries[]): number {
    const atMs = this.clock.now();
    let dropped = 0;
    for (const { labels, samples } of found) {
      const key = keyOf(labels);
      const known = series.get(key) ?? { labels, samples: [] };
      if (!series.has(key) && series.size === MAX_SERIES) dropped += 1;
      else series.set(key, known);
      known.samples.push(...samples.map(({ value }) => ({ atMs, value })));
    }
    return dropped;
  }
}

function forget({ series }: History, { fromMs }: Window): void {
  for (const [key, each] of series) {
    each.samples = each.samples.filter(({ atMs }) => atMs >= fromMs);
    if (each.samples.length === 0) series.delete(key);
  }
}

/** A sample belongs to the step it falls into, and fills the next one when a reading comes a little late. */
function onGrid(
  { labels, samples }: SampledSeries,
  window: Window,
): SampledSeries {
  const { stepMs } = window;
  const slots = new Map<number, number>();
  for (const { atMs, value } of samples) {
    const slot = Math.floor(atMs / stepMs) * stepMs;
    if (slots.has(slot - 2 * stepMs) && !slots.has(slot - stepMs))
      slots.set(slot - stepMs, slots.get(slot - 2 * stepMs)!);
    slots.set(slot, value);
  }
  const kept: Sample[] = [...slots]
    .filter(([atMs]) => atMs >= window.fromMs && atMs <= endOf(window))
    .map(([atMs, value]) => ({ atMs, value }));
  return { labels, samples: kept };
}

function keyOf(labels: Labels): string {
  return JSON.stringify(Object.entries(labels).sort());
}
