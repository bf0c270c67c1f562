import { systemClock, type Clock } from '../../clock';
import type { PrometheusAuthSettings } from '../../config/prometheus/settings';
import { createAuth } from './auth/createAuth';
import type { PrometheusAuth } from './auth/PrometheusAuth';
import { PrometheusFailure } from './PrometheusFailure';
import { isObject, readLabels, readSeries } from './readSeries';
import type { Labels, PrometheusAnswer, SampledSeries } from './series';
import { Transport } from './Transport';

/** What one Prometheus is asked with. */
export interface PrometheusClientOptions {
  /** For messages: the name in app-config. */
  name: string;
  /** Base of the API, without `/api/v1`. Only from app-config. */
  url: string;
  auth: PrometheusAuthSettings;
  timeoutMs: number;
  /** Longest answer that is read. Default 16 MiB. */
  maxBytes?: number;
  /** Series of one answer that are read; the others are counted. Default 2,000. */
  maxSeries?: number;
  clock?: Clock;
  /** Instead of what `auth` names, in tests. */
  authorise?: PrometheusAuth;
}

/** Times in ms since 1970; both ends are asked for. */
export interface Range {
  fromMs: number;
  toMs: number;
  stepMs: number;
}

/** Series that carry any of these selectors, within a time. */
export interface Selection {
  match: readonly string[];
  fromMs?: number;
  toMs?: number;
}

/** A version that answers; empty where a look-alike does not tell. */
export interface BuildInfo {
  version: string;
}

const MAX_BYTES = 16 * 1024 * 1024;
const MAX_SERIES = 2_000;

/**
 * The HTTP API of Prometheus, and of what speaks it: Thanos, Mimir,
 * VictoriaMetrics, managed services, and the side-car that answers queries of
 * now alone.
 *
 * Milliseconds and numbers go in and come out; seconds and text exist only
 * behind it. An answer is whole or an error that says which of the ways it
 * failed in ({@link PrometheusFailure}); no data, NaN and infinities are answers.
 * Nothing here is chosen by a browser: queries come from app-config.
 */
export class PrometheusClient {
  readonly name: string;
  /** False for a side-car: it knows nothing but now. */
  readonly canRange: boolean;

  static create(options: PrometheusClientOptions): PrometheusClient {
    return new PrometheusClient(options);
  }

  private readonly transport: Transport;
  private readonly maxSeries: number;

  private constructor(options: PrometheusClientOptions) {
    const { auth, authorise, clock = systemClock, maxBytes } = options;
    this.name = options.name;
    this.canRange = auth.type !== 'sidecar';
    this.maxSeries = options.maxSeries ?? MAX_SERIES;
    this.transport = new Transport({
      ...options,
      auth: authorise ?? createAuth(auth, clock),
      maxBytes: maxBytes ?? MAX_BYTES,
      postsAll: !this.canRange,
      clock,
    });
  }

  /** Values of now, or of `atMs`. Errors: PrometheusFailure. */
  async query(
    query: string,
    options: { atMs?: number; signal?: AbortSignal } = {},
  ): Promise<PrometheusAnswer<SampledSeries[]>> {
    const { atMs, signal } = options;
    if (atMs !== undefined && !this.canRange) throw this.unsupported();
    const form: Form = [['query', query]];
    if (atMs !== undefined) form.push(['time', toSeconds(atMs)]);
    return await this.askSeries('query', form, signal);
  }

  /** Values at each step of a range. Errors: PrometheusFailure. */
  async queryRange(
    query: string,
    { fromMs, toMs, stepMs }: Range,
    signal?: AbortSignal,
  ): Promise<PrometheusAnswer<SampledSeries[]>> {
    if (!this.canRange) throw this.unsupported();
    const form: Form = [
      ['query', query],
      ['start', toSeconds(fromMs)],
      ['end', toSeconds(toMs)],
      ['step', toSeconds(stepMs)],
    ];
    return await this.askSeries('query_range', form, signal);
  }

  /** Labels of the series that were there. Errors: PrometheusFailure. */
  async series(
    selection: Selection,
    signal?: AbortSignal,
  ): Promise<PrometheusAnswer<Labels[]>> {
    const answer = await this.ask('series', toForm(selection), signal);
    const list = this.listOf(answer.data, readLabels);
    return { ...answer, ...list };
  }

  /** Names of labels of all series, or of the selected ones. Errors: PrometheusFailure. */
  async labels(
    selection: Partial<Selection> = {},
    signal?: AbortSignal,
  ): Promise<PrometheusAnswer<string[]>> {
    const answer = await this.ask('labels', toForm(selection), signal);
    const list = this.listOf(answer.data, name =>
      typeof name === 'string' ? name : undefined,
    );
    return { ...answer, ...list };
  }

  /** Errors: PrometheusFailure. */
  async buildInfo(signal?: AbortSignal): Promise<BuildInfo> {
    const { data } = await this.ask('status/buildinfo', [], signal);
    const version = isObject(data) ? data.version : undefined;
    return { version: typeof version === 'string' ? version : '' };
  }

  private async askSeries(path: string, form: Form, signal?: AbortSignal) {
    const answer = await this.transport.ask(path, form, signal);
    const read = readSeries(answer.data, this.maxSeries);
    if (!read) throw this.unreadable();
    return { ...answer, data: read.series, dropped: read.dropped };
  }

  private async ask(path: string, form: Form, signal?: AbortSignal) {
    if (!this.canRange) throw this.unsupported();
    return await this.transport.ask(path, form, signal);
  }

  private listOf<T>(
    data: unknown,
    read: (one: unknown) => T | undefined,
  ): { data: T[]; dropped: number } {
    if (!Array.isArray(data)) throw this.unreadable();
    const list = data.slice(0, this.maxSeries).map(read);
    const whole = list.filter(one => one !== undefined);
    if (whole.length < list.length) throw this.unreadable();
    return { data: whole, dropped: data.length - whole.length };
  }

  private unreadable(): PrometheusFailure {
    const words = 'it has another form';
    return new PrometheusFailure(this.name, 'unreadable', { words });
  }

  private unsupported(): PrometheusFailure {
    const words = 'a side-car answers only queries of now';
    return new PrometheusFailure(this.name, 'unsupported', { words });
  }
}

type Form = Array<[name: string, value: string]>;

function toForm({ match = [], fromMs, toMs }: Partial<Selection>): Form {
  const form: Form = match.map(selector => ['match[]', selector]);
  if (fromMs !== undefined) form.push(['start', toSeconds(fromMs)]);
  if (toMs !== undefined) form.push(['end', toSeconds(toMs)]);
  return form;
}

/** At most three decimals and no exponent, as the API reads them. */
function toSeconds(ms: number): string {
  return String(Math.round(ms) / 1000);
}
