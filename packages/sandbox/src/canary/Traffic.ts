import type { Clock } from '../kubernetes/Clock';
import { POD, REPLICA_SET } from '../kubernetes/kinds/builtInKinds';
import { objectAt, textAt } from '../kubernetes/model/json';
import type { Kind } from '../kubernetes/model/Kind';
import {
  asJson,
  type KubernetesObject,
} from '../kubernetes/model/KubernetesObject';
import { readStatus } from '../kubernetes/rollouts/model/status';
import { controllerOf } from '../kubernetes/rollouts/pods/owners';
import { hashOfPod } from '../kubernetes/rollouts/pods/PodController';
import { imagesOf } from '../kubernetes/rollouts/pods/ReplicaSets';
import { isReady } from '../kubernetes/rollouts/pods/podStatus';
import type { ObjectStore } from '../kubernetes/store/ObjectStore';
import type { SeriesStore } from '../prometheus/store/SeriesStore';
import { loadOf, requestsAt } from './load';
import { PodSeries } from './PodSeries';

const STEP_MS = 1_000;
/** Seconds that are made up for after the process was held up. */
const MAX_MISSED = 10;
/** What a chart shows from the first moment on. */
const BACK_FILL_MS = 10 * 60_000;

/** A pod that takes requests. */
interface Target {
  pod: KubernetesObject;
  rollout: KubernetesObject;
  isCanary: boolean;
}

interface Scraped {
  series: PodSeries;
  namespace: string;
}

/**
 * Users of every rollout, and who scrapes its pods: once a second each pod
 * that is ready gets its share of the requests, and its series grow. Shares
 * follow the weights of the router, or else the pods. Pods that are gone end.
 */
export class Traffic {
  readonly #objects: ObjectStore;
  readonly #series: SeriesStore;
  readonly #rolloutKind: Kind;
  readonly #experimentKind: Kind;
  readonly #clock: Clock;
  readonly #scraped = new Map<string, Scraped>();
  readonly #known = new Set<string>();
  #badCanary: string | undefined;
  #forget = () => {};
  /** When was scraped last; time that goes back is waited for. */
  #scrapedAtMs: number;

  constructor(parts: {
    objects: ObjectStore;
    series: SeriesStore;
    rolloutKind: Kind;
    experimentKind: Kind;
    clock: Clock;
  }) {
    this.#objects = parts.objects;
    this.#series = parts.series;
    this.#rolloutKind = parts.rolloutKind;
    this.#experimentKind = parts.experimentKind;
    this.#clock = parts.clock;
    this.#scrapedAtMs = Math.floor(this.#clock.now() / STEP_MS) * STEP_MS;
    this.#schedule();
  }

  /** The canary of this rollout answers with errors, slowly and with much CPU; undefined: none does. */
  setBadCanary(rollout: string | undefined): void {
    this.#badCanary = rollout;
  }

  stop(): void {
    this.#forget();
  }

  #schedule(): void {
    const next = this.#scrapedAtMs + STEP_MS;
    this.#forget = this.#clock.at(next, () => {
      this.#catchUp();
      this.#schedule();
    });
  }

  /** A timer may come late, and a little early. */
  #catchUp(): void {
    const untilMs = Math.max(
      this.#scrapedAtMs + STEP_MS,
      Math.floor(this.#clock.now() / STEP_MS) * STEP_MS,
    );
    const fromMs = Math.max(
      this.#scrapedAtMs + STEP_MS,
      untilMs - MAX_MISSED * STEP_MS,
    );
    for (let atMs = fromMs; atMs <= untilMs; atMs += STEP_MS) {
      this.#scrape(atMs);
    }
    this.#scrapedAtMs = untilMs;
  }

  #scrape(atMs: number): void {
    const targets = this.#targets();
    const rollouts = new Set(targets.map(({ rollout }) => rollout));
    for (const rollout of rollouts) {
      const own = targets.filter(each => each.rollout === rollout);
      this.#backFill(rollout, own, atMs);
      this.#serve(own, atMs);
    }
    this.#endOthers(targets, atMs);
  }

  /** As if the first pods of a rollout had run for a while. */
  #backFill(rollout: KubernetesObject, own: Target[], atMs: number): void {
    const { uid = '' } = rollout.metadata;
    if (this.#known.has(uid)) {
      return;
    }
    this.#known.add(uid);
    for (let past = atMs - BACK_FILL_MS; past < atMs; past += STEP_MS) {
      this.#serve(own, past);
    }
  }

  #serve(own: Target[], atMs: number): void {
    const { rollout } = own[0];
    const total = requestsAt(rollout.metadata.name, atMs);
    const shares = sharesOf(own);
    for (const { pod, isCanary } of own) {
      const isBad = isCanary && rollout.metadata.name === this.#badCanary;
      const requests = total * (isCanary ? shares.canary : shares.stable);
      const { name } = pod.metadata;
      this.#seriesOf(pod, rollout).scrape(
        atMs,
        loadOf({ pod: name, atMs, requests, isBad }),
      );
    }
  }

  #targets(): Target[] {
    return this.#objects.list(POD).flatMap(pod => {
      const rollout = this.#rolloutOf(pod);
      if (pod.metadata.deletionTimestamp || !rollout || !isReady(pod)) {
        return [];
      }
      return [{ pod, rollout, isCanary: isOfCanary(pod, rollout) }];
    });
  }

  /** Directly, or by an experiment of the rollout, whose pods get requests, too. */
  #rolloutOf(pod: KubernetesObject): KubernetesObject | undefined {
    const set = this.#ownerOf(pod, REPLICA_SET);
    const experiment = set && this.#ownerOf(set, this.#experimentKind);
    const owned = experiment ?? set;
    return owned && this.#ownerOf(owned, this.#rolloutKind);
  }

  #ownerOf(
    dependent: KubernetesObject,
    kind: Kind,
  ): KubernetesObject | undefined {
    const owner = controllerOf(dependent);
    const { namespace = '' } = dependent.metadata;
    return owner?.kind === kind.kind
      ? this.#objects.get({ kind, namespace, name: owner.name })
      : undefined;
  }

  #seriesOf(pod: KubernetesObject, rollout: KubernetesObject): PodSeries {
    const { name, namespace = '' } = pod.metadata;
    const known = this.#scraped.get(name);
    if (known) {
      return known.series;
    }
    const job = rollout.metadata.name;
    const target = { namespace, pod: name, job, hash: hashOfPod(pod) };
    const series = new PodSeries(this.#series, target);
    this.#scraped.set(name, { series, namespace });
    return series;
  }

  #endOthers(targets: Target[], atMs: number): void {
    const names = new Set(targets.map(({ pod }) => pod.metadata.name));
    for (const [name, { namespace }] of this.#scraped) {
      if (!names.has(name)) {
        this.#scraped.delete(name);
        const isIt = (label: string, value: string) =>
          ({ label, operator: '=', value }) as const;
        this.#series.end(
          [isIt('pod', name), isIt('namespace', namespace)],
          atMs,
        );
      }
    }
  }
}

/** It runs the newest image and is none of stable: pods of an experiment have hashes of their own. */
function isOfCanary(pod: KubernetesObject, rollout: KubernetesObject): boolean {
  const [newest] = imagesOf(rollout);
  const { containers } = objectAt(asJson(pod), 'spec');
  const [first] = Array.isArray(containers) ? containers : [];
  return (
    hashOfPod(pod) !== readStatus(rollout).stableRS &&
    textAt(first, 'image') === newest
  );
}

/** Of all requests, what each pod of a side gets. */
function sharesOf(own: Target[]): { canary: number; stable: number } {
  const canaries = own.filter(({ isCanary }) => isCanary).length;
  const stables = own.length - canaries;
  const weight = weightOf(own[0].rollout);
  if (weight === undefined || canaries === 0 || stables === 0) {
    return { canary: 1 / own.length, stable: 1 / own.length };
  }
  return { canary: weight / canaries, stable: (1 - weight) / stables };
}

/** 0..1; undefined without a router. */
function weightOf(rollout: KubernetesObject): number | undefined {
  const status = objectAt(asJson(rollout), 'status');
  const weights = objectAt(objectAt(status, 'canary'), 'weights');
  const { weight } = objectAt(weights, 'canary');
  return typeof weight === 'number' ? weight / 100 : undefined;
}
