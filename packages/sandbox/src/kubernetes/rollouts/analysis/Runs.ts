import { keyOf, type InternalClient } from '../../controllers/InternalClient';
import { objectAt, textAt, type JsonObject } from '../../model/json';
import type { Kind } from '../../model/Kind';
import { asJson, type KubernetesObject } from '../../model/KubernetesObject';
import type { AnalysisWish } from '../model/spec';
import { isOwnedBy, ownerOf } from '../pods/owners';
import { HASH_LABEL, REVISION } from '../pods/ReplicaSets';
import type { RolloutView } from '../RolloutView';
import { gatherMetrics } from './gatherMetrics';
import { resolveArguments } from './resolveArguments';

export const TYPE_LABEL = 'rollout-type';
export const STEP_LABEL = 'step-index';

/** Kinds around analysis, as they are served. */
export interface AnalysisKinds {
  rollout: Kind;
  run: Kind;
  template: Kind;
  clusterTemplate: Kind;
}

/** Which analysis of a rollout: that of a step, or the one in the background. */
export type Place = { stepIndex: number } | 'background';

/** Analysis runs of rollouts: found, made, ended, and forgotten. */
export class Runs {
  readonly #client: InternalClient;
  readonly #kinds: AnalysisKinds;

  constructor(client: InternalClient, kinds: AnalysisKinds) {
    this.#client = client;
    this.#kinds = kinds;
  }

  /** All of a rollout, newest first. */
  list(rollout: KubernetesObject): KubernetesObject[] {
    return this.#client.store
      .list(this.#kinds.run, rollout.metadata.namespace)
      .filter(each => isOwnedBy(each, rollout))
      .reverse()
      .sort((left, right) => createdAt(right) - createdAt(left));
  }

  get(view: RolloutView, name = ''): KubernetesObject | undefined {
    const { namespace = '' } = view.rollout.metadata;
    return this.#client.get({ kind: this.#kinds.run, namespace, name });
  }

  create(
    view: RolloutView,
    place: Place,
    wish: AnalysisWish,
  ): KubernetesObject {
    const { namespace = '' } = view.rollout.metadata;
    const asked = { namespace, wish };
    const { metrics, args, dryRun } = gatherMetrics(
      this.#client,
      this.#kinds,
      asked,
    );
    const resolved = resolveArguments(view, wish.args, args);
    const name = this.#freeName(view, place);
    return this.#client.create(
      { kind: this.#kinds.run, namespace, name },
      {
        metadata: this.#metadata(view, place),
        spec: {
          metrics,
          ...(resolved.length > 0 && { args: resolved }),
          ...(dryRun.length > 0 && { dryRun }),
        },
      },
    );
  }

  /** Asks a run to end; one that has ended stays as it is. */
  terminate(run: KubernetesObject): void {
    if (!isOver(run)) {
      const change = { spec: { terminate: true } };
      this.#client.patch(keyOf(this.#kinds.run, run), change);
    }
  }

  remove(run: KubernetesObject): void {
    this.#client.remove(keyOf(this.#kinds.run, run));
  }

  #metadata(view: RolloutView, place: Place): JsonObject {
    const { rollout, spec, hash, newSet } = view;
    const isStep = place !== 'background';
    return {
      annotations: { [REVISION]: String(newSet.revision) },
      labels: {
        ...spec.selector.matchLabels,
        [TYPE_LABEL]: isStep ? 'Step' : 'Background',
        [HASH_LABEL]: hash,
        ...(isStep && { [STEP_LABEL]: String(place.stepIndex) }),
      },
      ownerReferences: [ownerOf(this.#kinds.rollout, rollout)],
    };
  }

  #freeName({ rollout, hash, newSet }: RolloutView, place: Place): string {
    const { name, namespace = '' } = rollout.metadata;
    const suffix = place === 'background' ? '' : `-${place.stepIndex}`;
    const wanted = `${name}-${hash}-${newSet.revision}${suffix}`;
    const { run: kind } = this.#kinds;
    const isTaken = (each: string) =>
      this.#client.get({ kind, namespace, name: each }) !== undefined;
    for (let count = 0; ; count += 1) {
      const candidate = count === 0 ? wanted : `${wanted}.${count}`;
      if (!isTaken(candidate)) {
        return candidate;
      }
    }
  }
}

const ENDS = ['Successful', 'Failed', 'Error', 'Inconclusive'];

export function phaseOfRun(run: KubernetesObject): string {
  return textAt(objectAt(asJson(run), 'status'), 'phase') ?? '';
}

export function isOver(run: KubernetesObject): boolean {
  return ENDS.includes(phaseOfRun(run));
}

/** Whether a run was made for this place and this revision. */
export function isFor(
  { metadata }: KubernetesObject,
  { hash }: RolloutView,
  place: Place,
): boolean {
  const { labels = {} } = metadata;
  const index = place === 'background' ? undefined : String(place.stepIndex);
  return labels[HASH_LABEL] === hash && labels[STEP_LABEL] === index;
}

export function messageOfRun(run: KubernetesObject): string | undefined {
  return textAt(objectAt(asJson(run), 'status'), 'message');
}

function createdAt({ metadata }: KubernetesObject): number {
  return Date.parse(metadata.creationTimestamp ?? '');
}
