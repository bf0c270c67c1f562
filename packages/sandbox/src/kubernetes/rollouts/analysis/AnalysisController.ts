import type { Clock } from '../../Clock';
import { keyOf, type InternalClient } from '../../controllers/InternalClient';
import { isJsonObject, type JsonObject } from '../../model/json';
import type { Kind } from '../../model/Kind';
import type { KubernetesObject } from '../../model/KubernetesObject';
import type { StoreEvent } from '../../store/EventLog';
import { isSameKind, type ObjectKey } from '../../store/ObjectStore';
import { WorkQueue } from '../WorkQueue';
import { measure, type Measured } from './measure';
import { readRun, type Metric, type RunSpec } from './model';
import { valuesOf } from './resolveArguments';
import {
  addMeasurement,
  assessRun,
  dueAt,
  startRun,
  toJson,
} from './RunStatus';
import { isOver } from './Runs';

/**
 * Measures for analysis runs and judges what it measured. Each metric has its
 * own rhythm; a measurement asks Prometheus over HTTP, so what breaks there
 * breaks here as it does in a cluster. A run is over when all its metrics are,
 * when one of them failed, or when it is told to end.
 */
export class AnalysisController {
  readonly #client: InternalClient;
  readonly #kind: Kind;
  readonly #clock: Clock;
  readonly #prometheusUrl: string;
  readonly #queue: WorkQueue;
  readonly #unsubscribe: () => void;
  readonly #stopped = new AbortController();
  /** Measurements under way, by run and metric: one at a time. */
  readonly #open = new Set<string>();

  constructor(
    client: InternalClient,
    kind: Kind,
    clock: Clock,
    prometheusUrl: string,
  ) {
    this.#client = client;
    this.#kind = kind;
    this.#clock = clock;
    this.#prometheusUrl = prometheusUrl;
    this.#queue = new WorkQueue(clock, place => this.#look(place));
    this.#unsubscribe = client.store.events.subscribe(event =>
      this.#handle(event),
    );
  }

  stop(): void {
    this.#unsubscribe();
    this.#queue.stop();
    this.#stopped.abort();
  }

  #handle({ kind, object }: StoreEvent): void {
    if (isSameKind(kind, this.#kind) && object && !isOver(object)) {
      const { name, namespace } = object.metadata;
      this.#queue.poke(`${namespace}/${name}`);
    }
  }

  #look(place: string): number | undefined {
    const [namespace, name] = place.split('/');
    const key = { kind: this.#kind, namespace, name };
    const run = this.#client.get(key);
    const spec = run && !isOver(run) ? readRun(run) : undefined;
    if (!run || !spec) {
      return undefined;
    }
    const nowMs = this.#clock.now();
    const started = startRun(run, spec, nowMs);
    const status = assessRun(spec, started, nowMs);
    this.#client.setStatus(key, toJson(status));
    const times = spec.metrics
      .map(metric => ({ metric, atMs: dueAt(metric, status) }))
      .filter(({ metric }) => !this.#open.has(idOf(run, metric)));
    times
      .filter(({ atMs }) => atMs !== undefined && atMs <= nowMs)
      .forEach(({ metric }) => void this.#measure(run, spec, metric));
    const later = times.flatMap(({ atMs }) =>
      atMs !== undefined && atMs > nowMs ? [atMs] : [],
    );
    return later.length > 0 ? Math.min(...later) : undefined;
  }

  async #measure(
    run: KubernetesObject,
    spec: RunSpec,
    metric: Metric,
  ): Promise<void> {
    const id = idOf(run, metric);
    this.#open.add(id);
    const startedAtMs = this.#clock.now();
    const measured = await measure(metric, {
      values: valuesOf(
        this.#client,
        run.metadata.namespace ?? '',
        spec.args as JsonObject[],
      ),
      prometheusUrl: this.#prometheusUrl,
      signal: this.#stopped.signal,
    });
    this.#open.delete(id);
    if (!this.#stopped.signal.aborted) {
      this.#record(keyOf(this.#kind, run), metric, measured, startedAtMs);
    }
  }

  /** A run that ended meanwhile, or is gone, takes no more measurements. */
  #record(
    key: ObjectKey,
    metric: Metric,
    measured: Measured,
    startedAtMs: number,
  ): void {
    const run = this.#client.get(key);
    if (!run || isOver(run) || !isJsonObject(run.status)) {
      return;
    }
    const finishedAtMs = this.#clock.now();
    const times = { startedAtMs, finishedAtMs };
    const status = addMeasurement(run.status, metric, {
      ...measured,
      ...times,
    });
    this.#client.setStatus(key, status);
  }
}

function idOf({ metadata }: KubernetesObject, { name }: Metric): string {
  return `${metadata.uid}/${name}`;
}
