import { keyOf, type InternalClient } from '../../controllers/InternalClient';
import { objectAt, type JsonObject } from '../../model/json';
import { asJson, type KubernetesObject } from '../../model/KubernetesObject';
import { resolveArguments } from '../analysis/resolveArguments';
import {
  freeName,
  isOver,
  STEP_LABEL,
  type AnalysisKinds,
} from '../analysis/Runs';
import type { ExperimentWish } from '../model/spec';
import { isOwnedBy, ownerOf } from '../pods/owners';
import { HASH_LABEL, REVISION } from '../pods/ReplicaSets';
import type { RolloutView } from '../RolloutView';

/** Finished experiments that are kept of a rollout. */
const MAX_KEPT = 5;

/** Experiments of rollouts: found, made, ended, and forgotten. */
export class Experiments {
  readonly #client: InternalClient;
  readonly #kinds: AnalysisKinds;

  constructor(client: InternalClient, kinds: AnalysisKinds) {
    this.#client = client;
    this.#kinds = kinds;
  }

  /** All of a rollout, oldest first. */
  list(rollout: KubernetesObject): KubernetesObject[] {
    return this.#client.store
      .list(this.#kinds.experiment, rollout.metadata.namespace)
      .filter(each => isOwnedBy(each, rollout));
  }

  get(view: RolloutView, name = ''): KubernetesObject | undefined {
    const { namespace = '' } = view.rollout.metadata;
    return this.#client.get({ kind: this.#kinds.experiment, namespace, name });
  }

  /** Its name tells rollout, hash, revision and step, as readers of a cluster know it. */
  create(
    view: RolloutView,
    stepIndex: number,
    wish: ExperimentWish,
  ): KubernetesObject {
    const { hash, newSet, rollout } = view;
    const { name, namespace = '' } = rollout.metadata;
    const wanted = `${name}-${hash}-${newSet.revision}-${stepIndex}`;
    const kind = this.#kinds.experiment;
    const key = { kind, namespace, name: wanted };
    return this.#client.create(
      { ...key, name: freeName(this.#client, key) },
      {
        metadata: {
          annotations: { [REVISION]: String(newSet.revision) },
          labels: { [HASH_LABEL]: hash, [STEP_LABEL]: String(stepIndex) },
          ownerReferences: [ownerOf(this.#kinds.rollout, rollout)],
        },
        spec: specOf(view, wish),
      },
    );
  }

  /** Asks those that run to end, but for one; forgets those that ended long ago. */
  endOthers({ rollout }: RolloutView, kept?: KubernetesObject): void {
    const all = this.list(rollout);
    const others = all.filter(
      each => each.metadata.name !== kept?.metadata.name,
    );
    for (const each of others.filter(one => !isOver(one))) {
      const change = { spec: { terminate: true } };
      this.#client.patch(keyOf(this.#kinds.experiment, each), change);
    }
    others
      .filter(isOver)
      .slice(0, -MAX_KEPT)
      .forEach(each =>
        this.#client.remove(keyOf(this.#kinds.experiment, each)),
      );
  }
}

/** Arguments that speak of pods of the experiment are left for it to fill in. */
function specOf(view: RolloutView, wish: ExperimentWish): JsonObject {
  const { analyses, duration, templates } = wish;
  return {
    ...(duration !== undefined && { duration }),
    templates: templates.map(({ name, replicas, specRef }) => ({
      name,
      replicas,
      selector: { matchLabels: { ...view.spec.selector.matchLabels } },
      template: templateOf(view, specRef),
    })),
    analyses: analyses.map(({ args, ...each }) => ({
      ...(each as unknown as JsonObject),
      args: resolveArguments(view, args, []),
    })),
  };
}

function templateOf(
  { newSet, stableSet }: RolloutView,
  side: 'canary' | 'stable',
): JsonObject {
  const { object } = side === 'stable' ? (stableSet ?? newSet) : newSet;
  return objectAt(objectAt(asJson(object), 'spec'), 'template');
}
