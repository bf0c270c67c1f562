import { toApiTime } from '../../managed/managers';
import { objectAt, textAt, type JsonObject } from '../../model/json';
import type { Kind } from '../../model/Kind';
import { asJson, type KubernetesObject } from '../../model/KubernetesObject';
import { REPLICA_SET } from '../../kinds/builtInKinds';
import { keyOf, type InternalClient } from '../../controllers/InternalClient';
import type { RolloutSpec } from '../model/spec';
import { isOwnedBy, ownerOf } from './owners';

export const HASH_LABEL = 'rollouts-pod-template-hash';
export const REVISION = 'rollout.argoproj.io/revision';
const DESIRED = 'rollout.argoproj.io/desired-replicas';
const SCALE_DOWN_AT = 'scale-down-deadline';

/** A replica set in numbers. */
export interface PodSet {
  object: KubernetesObject;
  hash: string;
  revision: number;
  /** Asked for. */
  desired: number;
  replicas: number;
  ready: number;
  available: number;
  /** Kept up until then, ms since 1970, though nobody needs it. */
  keepUntilMs?: number;
}

function readSet(object: KubernetesObject): PodSet {
  const { annotations, labels } = object.metadata;
  const status = objectAt(asJson(object), 'status');
  const count = (field: string) => Number(status[field] ?? 0);
  const keepUntil = annotations?.[SCALE_DOWN_AT];
  return {
    object,
    hash: labels?.[HASH_LABEL] ?? '',
    revision: Number(annotations?.[REVISION] ?? 0),
    desired: Number(objectAt(asJson(object), 'spec').replicas ?? 0),
    replicas: count('replicas'),
    ready: count('readyReplicas'),
    available: count('availableReplicas'),
    ...(keepUntil && { keepUntilMs: Date.parse(keepUntil) }),
  };
}

/** The replica sets of one rollout. */
export class ReplicaSets {
  readonly #client: InternalClient;
  readonly #rolloutKind: Kind;

  constructor(client: InternalClient, rolloutKind: Kind) {
    this.#client = client;
    this.#rolloutKind = rolloutKind;
  }

  /** Newest revision first. */
  list(rollout: KubernetesObject): PodSet[] {
    return this.#client.store
      .list(REPLICA_SET, rollout.metadata.namespace)
      .filter(each => isOwnedBy(each, rollout))
      .map(readSet)
      .sort((left, right) => right.revision - left.revision);
  }

  /** The set for the template as it is now, which becomes the newest revision. */
  ensure(rollout: KubernetesObject, spec: RolloutSpec, hash: string): PodSet {
    const sets = this.list(rollout);
    const newest = sets[0]?.revision ?? 0;
    const found = sets.find(each => each.hash === hash);
    if (!found) {
      return this.#create(rollout, spec, hash, newest + 1);
    }
    if (found.revision === newest) {
      return found;
    }
    this.#annotate(found, { [REVISION]: String(newest + 1) });
    return { ...found, revision: newest + 1 };
  }

  scale(set: PodSet, replicas: number, total: number): void {
    if (set.desired !== replicas) {
      this.#client.patch(keyOf(REPLICA_SET, set.object), {
        metadata: { annotations: { [DESIRED]: String(total) } },
        spec: { replicas },
      });
    }
  }

  /** undefined: no longer than it is needed. */
  keepUntil(set: PodSet, ms: number | undefined): void {
    if (ms === undefined ? set.keepUntilMs : !set.keepUntilMs) {
      const until = ms === undefined ? null : toApiTime(ms);
      this.#annotate(set, { [SCALE_DOWN_AT]: until });
    }
  }

  remove({ object }: PodSet): void {
    this.#client.remove(keyOf(REPLICA_SET, object));
  }

  #annotate({ object }: PodSet, annotations: JsonObject): void {
    const change = { metadata: { annotations } };
    this.#client.patch(keyOf(REPLICA_SET, object), change);
  }

  #create(
    rollout: KubernetesObject,
    { replicas, selector, template }: RolloutSpec,
    hash: string,
    revision: number,
  ): PodSet {
    const { name, namespace = '' } = rollout.metadata;
    const labels = { ...template.metadata.labels, [HASH_LABEL]: hash };
    const key = { kind: REPLICA_SET, namespace, name: `${name}-${hash}` };
    const object = this.#client.create(key, {
      metadata: {
        labels,
        annotations: {
          [REVISION]: String(revision),
          [DESIRED]: String(replicas),
        },
        ownerReferences: [ownerOf(this.#rolloutKind, rollout)],
      },
      spec: {
        replicas: 0,
        selector: {
          matchLabels: { ...selector.matchLabels, [HASH_LABEL]: hash },
        },
        template: { metadata: { labels }, spec: template.spec },
      },
    });
    return readSet(object);
  }
}

/** Images of the containers that a set or a rollout makes pods of. */
export function imagesOf(object: KubernetesObject): string[] {
  const spec = objectAt(asJson(object), 'spec');
  const pod = objectAt(objectAt(spec, 'template'), 'spec');
  const containers = Array.isArray(pod.containers) ? pod.containers : [];
  return containers.flatMap(each => textAt(each, 'image') ?? []);
}
