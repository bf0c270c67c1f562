import { systemClock, type Clock } from '../../clock';
import type { PrometheusAuthSettings } from '../../config/prometheus/settings';
import { PrometheusClient } from '../../sources/prometheus/PrometheusClient';
import { PrometheusFailure } from '../../sources/prometheus/PrometheusFailure';
import type { ObserveScope, SystemObserver } from '../monitor/SystemObserver';
import type { Observation } from '../observation';
import { nothingObserved } from './nothingObserved';
import { buildObservation } from './prometheus/buildObservation';
import { buildSelectors, toFact, type Matchers } from './prometheus/series';

/** What an observer of exported metrics is made of. */
export interface PrometheusObserverOptions {
  /** Name of the cluster whose metrics these are. */
  system: string;
  /** Base of the HTTP API, without `/api/v1`. Only from app-config. */
  url: string;
  auth: PrometheusAuthSettings;
  timeoutMs: number;
  labels?: Matchers;
  /** Longest answer that is read. Default 64 MB. */
  maxBytes?: number;
  clock?: Clock;
}

/** Far more than twenty topics with a thousand partitions each give. */
const MAX_SERIES = 200_000;
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * Observes a Kafka cluster through metrics somebody exports already, where the
 * brokers cannot be asked. It knows ends, commits and counts of replicas and
 * members; the rest is `unsupported`. Values are as old as the last scrape.
 */
export class PrometheusObserver implements SystemObserver {
  private readonly flights = new Map<string, Promise<Observation>>();

  private readonly client: PrometheusClient;
  private readonly clock: Clock;

  private constructor(private readonly options: PrometheusObserverOptions) {
    this.clock = options.clock ?? systemClock;
    this.client = PrometheusClient.create({
      ...options,
      name: `of ${options.system}`,
      maxSeries: MAX_SERIES,
      maxBytes: options.maxBytes ?? MAX_BYTES,
    });
  }

  static create(options: PrometheusObserverOptions): PrometheusObserver {
    return new PrometheusObserver(options);
  }

  /** Callers with the same scope share one observation while it is under way. */
  async observe(scope: ObserveScope): Promise<Observation> {
    const key = JSON.stringify([scope.topics, scope.groups]);
    const flight = this.flights.get(key) ?? this.read(scope);
    this.flights.set(key, flight);
    try {
      return await flight;
    } finally {
      this.flights.delete(key);
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.flights.values());
  }

  private async read(scope: ObserveScope): Promise<Observation> {
    const { system, labels = {} } = this.options;
    const atMs = this.clock.now();
    const selectors = buildSelectors(scope.topics, scope.groups, labels);
    const parts = await this.ask(scope, selectors);
    return {
      system,
      source: 'prometheus',
      atMs,
      tookMs: this.clock.now() - atMs,
      requests: selectors.length,
      ...parts,
    };
  }

  /** Series may be missing where Prometheus warns, or where there are too many to read. */
  private async ask(scope: ObserveScope, selectors: readonly string[]) {
    try {
      const answers = await Promise.all(
        selectors.map(selector => this.client.query(selector)),
      );
      return buildObservation(scope, {
        facts: answers.flatMap(({ data }) =>
          data.flatMap(series => toFact(series) ?? []),
        ),
        isPartial: answers.some(
          ({ warnings, dropped }) => warnings.length > 0 || dropped > 0,
        ),
      });
    } catch (error) {
      if (!(error instanceof PrometheusFailure)) throw error;
      return nothingObserved(scope, error.missing);
    }
  }
}
