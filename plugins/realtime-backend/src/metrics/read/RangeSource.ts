import type { PrometheusClient } from '../../sources/prometheus/PrometheusClient';
import type {
  PrometheusAnswer,
  SampledSeries,
} from '../../sources/prometheus/series';
import { endOf, type Window } from './Window';

/** Series over a window, wherever they come from. */
export interface RangeSource {
  /** Errors: PrometheusFailure; the reason of `signal`. */
  read(
    query: string,
    window: Window,
    signal: AbortSignal,
  ): Promise<PrometheusAnswer<SampledSeries[]>>;
}

/** Asks for the whole window. */
export class RangeQueries implements RangeSource {
  constructor(private readonly client: PrometheusClient) {}

  async read(query: string, window: Window, signal: AbortSignal) {
    const { fromMs, stepMs } = window;
    const range = { fromMs, toMs: endOf(window), stepMs };
    return await this.client.queryRange(query, range, signal);
  }
}
