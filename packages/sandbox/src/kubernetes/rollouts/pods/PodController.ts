import { randomInt } from 'node:crypto';
import type { Clock } from '../../Clock';
import { keyOf, type InternalClient } from '../../controllers/InternalClient';
import { POD, REPLICA_SET } from '../../kinds/builtInKinds';
import { toApiTime } from '../../managed/managers';
import { objectAt } from '../../model/json';
import { asJson, type KubernetesObject } from '../../model/KubernetesObject';
import { isSameKind } from '../../store/ObjectStore';
import type { StoreEvent } from '../../store/EventLog';
import { WorkQueue } from '../WorkQueue';
import { controllerOf, isOwnedBy, ownerOf } from './owners';
import { isReady, podStatus } from './podStatus';
import { HASH_LABEL } from './ReplicaSets';

export interface PodPace {
  /** From a pod's creation until it is ready; ms. */
  startMs: number;
  /** How long a pod takes to end; ms. */
  stopMs: number;
}

const LETTERS = 'bcdfghjklmnpqrstvwxz2456789';
const SUFFIX_LENGTH = 5;
const GRACE_SECONDS = 30;

/**
 * Plays what makes pods of replica sets and runs them: a pod is there at once,
 * ready a little later, and takes its time to end. An image with the tag
 * `never-ready` cannot be pulled. Numbers go into the status of the set.
 */
export class PodController {
  readonly #client: InternalClient;
  readonly #clock: Clock;
  readonly #pace: PodPace;
  readonly #queue: WorkQueue;
  readonly #unsubscribe: () => void;

  constructor(client: InternalClient, clock: Clock, pace: PodPace) {
    this.#client = client;
    this.#clock = clock;
    this.#pace = pace;
    this.#queue = new WorkQueue(clock, name => this.#reconcile(name));
    this.#unsubscribe = client.store.events.subscribe(event =>
      this.#handle(event),
    );
  }

  stop(): void {
    this.#unsubscribe();
    this.#queue.stop();
  }

  #handle({ kind, object, previous }: StoreEvent): void {
    const about = object ?? previous;
    const namespace = about?.metadata.namespace;
    if (isSameKind(kind, REPLICA_SET)) {
      this.#queue.poke(`${namespace}/${about?.metadata.name}`);
    } else if (isSameKind(kind, POD) && about) {
      this.#queue.poke(`${namespace}/${controllerOf(about)?.name}`);
    }
  }

  #reconcile(place: string): number | undefined {
    const [namespace, name] = place.split('/');
    const set = this.#client.get({ kind: REPLICA_SET, namespace, name });
    const pods = this.#client.store
      .list(POD, namespace)
      .filter(pod =>
        set ? isOwnedBy(pod, set) : controllerOf(pod)?.name === name,
      );
    const going = pods.filter(({ metadata }) => metadata.deletionTimestamp);
    const active = pods.filter(({ metadata }) => !metadata.deletionTimestamp);
    const dueTimes = going.map(pod => this.#finish(pod));
    if (!set) {
      active.forEach(pod => this.#end(pod));
      return earliest(dueTimes);
    }
    this.#adjust(set, active);
    dueTimes.push(...active.map(pod => this.#progress(pod)));
    this.#count(set);
    return earliest(dueTimes);
  }

  /** Creates what is missing; ends what is too much, those that are not ready first. */
  #adjust(set: KubernetesObject, active: KubernetesObject[]): void {
    const desired = Number(objectAt(asJson(set), 'spec').replicas ?? 0);
    for (let missing = desired - active.length; missing > 0; missing -= 1) {
      this.#create(set);
    }
    [...active]
      .sort((left, right) => Number(isReady(left)) - Number(isReady(right)))
      .slice(0, Math.max(0, active.length - desired))
      .forEach(pod => this.#end(pod));
  }

  #create(set: KubernetesObject): void {
    const { name, namespace = '' } = set.metadata;
    const spec = objectAt(asJson(set), 'spec');
    const template = objectAt(spec, 'template');
    const podName = `${name}-${suffix()}`;
    this.#client.create(
      { kind: POD, namespace, name: podName },
      {
        metadata: {
          generateName: `${name}-`,
          labels: objectAt(objectAt(template, 'metadata'), 'labels'),
          ownerReferences: [ownerOf(REPLICA_SET, set)],
        },
        spec: objectAt(template, 'spec'),
      },
    );
  }

  /** Says when to look at the pod again. */
  #progress(pod: KubernetesObject): number | undefined {
    const live = this.#client.get(keyOf(POD, pod));
    if (!live || live.metadata.deletionTimestamp) {
      return undefined;
    }
    const { creationTimestamp = '' } = live.metadata;
    const readyAt = Date.parse(creationTimestamp) + this.#pace.startMs;
    const hasStarted = this.#clock.now() >= readyAt;
    const status = podStatus(live, hasStarted, this.#clock.now());
    this.#client.patch(keyOf(POD, live), { status }, 'status');
    return hasStarted ? undefined : readyAt;
  }

  #end(pod: KubernetesObject): void {
    const deletionTimestamp = toApiTime(
      this.#clock.now() + GRACE_SECONDS * 1_000,
    );
    const metadata = {
      ...pod.metadata,
      deletionTimestamp,
      deletionGracePeriodSeconds: GRACE_SECONDS,
    };
    this.#client.store.put(POD, { ...pod, metadata });
  }

  #finish(pod: KubernetesObject): number | undefined {
    const { deletionTimestamp = '' } = pod.metadata;
    const grace = GRACE_SECONDS * 1_000;
    const goneAt = Date.parse(deletionTimestamp) - grace + this.#pace.stopMs;
    if (this.#clock.now() < goneAt) {
      return goneAt;
    }
    this.#client.store.remove(POD, pod);
    return undefined;
  }

  #count(set: KubernetesObject): void {
    const pods = this.#client.store
      .list(POD, set.metadata.namespace)
      .filter(pod => isOwnedBy(pod, set) && !pod.metadata.deletionTimestamp);
    const ready = pods.filter(isReady).length;
    const generation = set.metadata.generation ?? 1;
    const status = {
      replicas: pods.length,
      fullyLabeledReplicas: pods.length || null,
      readyReplicas: ready || null,
      availableReplicas: ready || null,
      observedGeneration: generation,
    };
    this.#client.patch(keyOf(REPLICA_SET, set), { status }, 'status');
  }
}

/** Which revision a pod belongs to. */
export function hashOfPod({ metadata }: KubernetesObject): string {
  return metadata.labels?.[HASH_LABEL] ?? '';
}

function suffix(): string {
  const letters = Array.from(
    { length: SUFFIX_LENGTH },
    () => LETTERS[randomInt(LETTERS.length)],
  );
  return letters.join('');
}

function earliest(times: (number | undefined)[]): number | undefined {
  const known = times.filter(each => each !== undefined);
  return known.length > 0 ? Math.min(...known) : undefined;
}
