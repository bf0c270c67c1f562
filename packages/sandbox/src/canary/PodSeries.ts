import { keyOf, type Labels } from '../prometheus/store/labels';
import type { SeriesStore } from '../prometheus/store/SeriesStore';
import { latencyShares } from './latencies';

/** Who a pod is to whoever scrapes it. */
export interface PodTarget {
  namespace: string;
  pod: string;
  /** Name of the rollout. */
  job: string;
  hash: string;
}

/** How a pod does during one second. */
export interface PodLoad {
  requestsPerSecond: number;
  /** 0..1. */
  errorShare: number;
  cores: number;
  /** Seconds; half of the requests are faster. */
  medianLatency: number;
  lag: number;
}

const MEMORY_BYTES = 96 * 1024 * 1024;
/** Web socket connections for each request a second. */
const CONNECTIONS_PER_RATE = 1.5;

/** The series of one pod. Counters only grow; what is seen of them are whole numbers. */
export class PodSeries {
  readonly #store: SeriesStore;
  readonly #labels: Labels;
  readonly #totals = new Map<string, number>();
  readonly #writers = new Map<string, (atMs: number, value: number) => void>();

  constructor(store: SeriesStore, { hash, job, namespace, pod }: PodTarget) {
    this.#store = store;
    this.#labels = { namespace, pod, job, rollouts_pod_template_hash: hash };
  }

  /** One scrape, a second after the last. */
  scrape(atMs: number, load: PodLoad): void {
    const { cores, errorShare, lag, medianLatency, requestsPerSecond } = load;
    const errors = requestsPerSecond * errorShare;
    const count = (name: string, labels: Labels, by: number) =>
      this.#count(atMs, name, labels, by);
    count('http_requests_total', { status: '200' }, requestsPerSecond - errors);
    count('http_requests_total', { status: '500' }, errors);
    this.#time(atMs, requestsPerSecond, medianLatency);
    const container = { container: 'app' };
    this.#count(atMs, 'container_cpu_usage_seconds_total', container, cores, 1);
    this.#count(atMs, 'process_cpu_seconds_total', {}, cores, 1);
    const gauge = (name: string, labels: Labels, value: number) =>
      this.#write(atMs, name, labels, Math.round(value));
    gauge('container_memory_working_set_bytes', container, MEMORY_BYTES);
    gauge(
      'websocket_connections',
      {},
      requestsPerSecond * CONNECTIONS_PER_RATE,
    );
    gauge('kafka_consumer_lag_records', {}, lag);
  }

  #time(atMs: number, requestsPerSecond: number, median: number): void {
    const name = 'http_request_duration_seconds';
    for (const [le, share] of latencyShares(median)) {
      this.#count(atMs, `${name}_bucket`, { le }, requestsPerSecond * share);
    }
    this.#count(atMs, `${name}_count`, {}, requestsPerSecond);
    this.#count(atMs, `${name}_sum`, {}, requestsPerSecond * median, 1);
  }

  /** `precision`: 0 for things that are counted, 1 for what is measured. */
  #count(
    atMs: number,
    name: string,
    labels: Labels,
    by: number,
    precision = 0,
  ): void {
    const key = `${name} ${keyOf(labels)}`;
    const total = (this.#totals.get(key) ?? 0) + by;
    this.#totals.set(key, total);
    this.#write(atMs, name, labels, precision > 0 ? total : Math.floor(total));
  }

  #write(atMs: number, name: string, labels: Labels, value: number): void {
    const key = `${name} ${keyOf(labels)}`;
    const known = this.#writers.get(key);
    const write =
      known ??
      this.#store.writer({ __name__: name, ...this.#labels, ...labels });
    if (!known) {
      this.#writers.set(key, write);
    }
    write(atMs, value);
  }
}
