import {
  missing,
  type Missing,
} from '@backstage-realtime/plugin-realtime-common';
import { systemClock, type Clock } from '../../clock';
import type { ObserveScope, SystemObserver } from '../monitor/SystemObserver';
import type { Observation } from '../observation';
import { nothingObserved } from './nothingObserved';
import { buildObservation } from './prometheus/buildObservation';
import {
  PrometheusFailure,
  queryNow,
  type PrometheusSettings,
} from './prometheus/PrometheusApi';
import { buildSelectors, toFact, type Matchers } from './prometheus/series';

/** What an observer of exported metrics is made of. */
export interface PrometheusObserverOptions extends PrometheusSettings {
  /** Name of the cluster whose metrics these are. */
  system: string;
  labels?: Matchers;
  clock?: Clock;
}

/**
 * Observes a Kafka cluster through metrics somebody exports already, where the
 * brokers cannot be asked. It knows ends, commits and counts of replicas and
 * members; the rest is `unsupported`. Values are as old as the last scrape.
 */
export class PrometheusObserver implements SystemObserver {
  private readonly flights = new Map<string, Promise<Observation>>();

  private constructor(
    private readonly options: PrometheusObserverOptions,
    private readonly clock: Clock,
  ) {}

  static create(options: PrometheusObserverOptions): PrometheusObserver {
    return new PrometheusObserver(options, options.clock ?? systemClock);
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

  private async ask(scope: ObserveScope, selectors: readonly string[]) {
    try {
      const answers = await Promise.all(
        selectors.map(selector => queryNow(this.options, selector)),
      );
      const samples = answers.flatMap(answer => answer.samples);
      return buildObservation(scope, {
        facts: samples.flatMap(sample => toFact(sample) ?? []),
        isPartial: answers.some(answer => answer.isPartial),
      });
    } catch (error) {
      return nothingObserved(scope, toMissing(error));
    }
  }
}

function toMissing(error: unknown): Missing {
  if (!(error instanceof PrometheusFailure)) throw error;
  return missing(error.code, { detail: error.message }).missing;
}
