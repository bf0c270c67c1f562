import { keyOf, type InternalClient } from '../../controllers/InternalClient';
import { REPLICA_SET } from '../../kinds/builtInKinds';
import { objectAt, type JsonObject } from '../../model/json';
import type { Kind } from '../../model/Kind';
import { asJson, type KubernetesObject } from '../../model/KubernetesObject';
import { hashOf } from '../model/hash';
import { isOwnedBy, ownerOf } from '../pods/owners';
import { HASH_LABEL } from '../pods/ReplicaSets';
import type { ExperimentSpec } from './model';

/** Pods of one template of an experiment, in numbers. */
export interface TemplatePods {
  /** Of the template. */
  name: string;
  /** Its own: pods of an experiment are none of the rollout's revisions. */
  hash: string;
  desired: number;
  available: number;
}

/** The replica sets of experiments, one a template. */
export class ExperimentPods {
  readonly #client: InternalClient;
  readonly #kind: Kind;

  constructor(client: InternalClient, kind: Kind) {
    this.#client = client;
    this.#kind = kind;
  }

  ensure(
    experiment: KubernetesObject,
    template: ExperimentSpec['templates'][number],
  ): TemplatePods {
    const { name: owner, namespace = '' } = experiment.metadata;
    const name = `${owner}-${template.name}`;
    const hash = hashOf(name);
    const key = { kind: REPLICA_SET, namespace, name };
    const set =
      this.#client.get(key) ??
      this.#client.create(key, this.#objectOf(experiment, template, hash));
    const status = objectAt(asJson(set), 'status');
    return {
      name: template.name,
      hash,
      desired: template.replicas,
      available: Number(status.availableReplicas ?? 0),
    };
  }

  scaleAway(experiment: KubernetesObject): void {
    this.#client.store
      .list(REPLICA_SET, experiment.metadata.namespace)
      .filter(each => isOwnedBy(each, experiment))
      .filter(each => objectAt(asJson(each), 'spec').replicas !== 0)
      .forEach(each =>
        this.#client.patch(keyOf(REPLICA_SET, each), { spec: { replicas: 0 } }),
      );
  }

  #objectOf(
    experiment: KubernetesObject,
    template: ExperimentSpec['templates'][number],
    hash: string,
  ): JsonObject {
    const pod = template.template as JsonObject;
    const given = objectAt(objectAt(pod, 'metadata'), 'labels');
    const labels = { ...given, [HASH_LABEL]: hash };
    return {
      metadata: {
        labels,
        ownerReferences: [ownerOf(this.#kind, experiment)],
      },
      spec: {
        replicas: template.replicas,
        selector: { matchLabels: labels },
        template: { ...pod, metadata: { labels } },
      },
    };
  }
}
