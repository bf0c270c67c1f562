import type { Clock } from '../../Clock';
import type { InternalClient } from '../../controllers/InternalClient';
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

/** Metrics of a run whose time has come. */
interface Due {
  run: KubernetesObject;
  spec: RunSpec;
  metrics: Metric[];
}

type Taken = Measured & { metric: Metric; startedAtMs: number };

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
  /** Runs that are being measured. */
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
    if (this.#open.has(place)) {
      return undefined;
    }
    const times = spec.metrics.flatMap(metric => {
      const atMs = dueAt(metric, status);
      return atMs === undefined ? [] : [{ metric, atMs }];
    });
    const due = times.filter(({ atMs }) => atMs <= nowMs);
    if (due.length > 0) {
      const metrics = due.map(({ metric }) => metric);
      void this.#measure(key, { run, spec, metrics });
      return undefined;
    }
    return times.length > 0
      ? Math.min(...times.map(({ atMs }) => atMs))
      : undefined;
  }

  /** What is due at the same time is measured at the same time, and judged together. */
  async #measure(key: ObjectKey, { run, spec, metrics }: Due): Promise<void> {
    const { name, namespace } = key;
    const place = `${namespace}/${name}`;
    this.#open.add(place);
    const startedAtMs = this.#clock.now();
    const circumstances = {
      values: valuesOf(this.#client, namespace, spec.args),
      prometheusUrl: this.#prometheusUrl,
      signal: this.#stopped.signal,
    };
    const measured = await Promise.all(
      metrics.map(async metric => ({
        metric,
        startedAtMs,
        ...(await measure(metric, circumstances)),
      })),
    );
    this.#open.delete(place);
    if (!this.#stopped.signal.aborted) {
      this.#record(key, run, measured);
      this.#queue.poke(place);
    }
  }

  /** A run that ended meanwhile, or is another one by now, takes no more measurements. */
  #record(key: ObjectKey, { metadata }: KubernetesObject, all: Taken[]): void {
    const run = this.#client.get(key);
    const isSame = run?.metadata.uid === metadata.uid;
    if (!run || !isSame || isOver(run) || !isJsonObject(run.status)) {
      return;
    }
    const finishedAtMs = this.#clock.now();
    const status = all.reduce<JsonObject>(
      (before, { metric, ...measured }) =>
        addMeasurement(before, metric, { ...measured, finishedAtMs }),
      run.status,
    );
    this.#client.setStatus(key, status);
  }
}
