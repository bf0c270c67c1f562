import { keyOf, type InternalClient } from '../../controllers/InternalClient';
import { objectAt, textAt, type JsonObject } from '../../model/json';
import type { Kind } from '../../model/Kind';
import { asJson, type KubernetesObject } from '../../model/KubernetesObject';
import type { ObjectKey } from '../../store/ObjectStore';
import type { AnalysisWish } from '../model/spec';
import { isOwnedBy, ownerOf } from '../pods/owners';
import { HASH_LABEL, REVISION } from '../pods/ReplicaSets';
import type { RolloutView } from '../RolloutView';
import { gatherMetrics } from './gatherMetrics';
import { resolveArguments, type ArgumentSource } from './resolveArguments';

export const TYPE_LABEL = 'rollout-type';
export const STEP_LABEL = 'step-index';

/** Kinds around analysis, as they are served. */
export interface AnalysisKinds {
  rollout: Kind;
  run: Kind;
  experiment: Kind;
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
    return createRun(this.#client, this.#kinds, {
      name: this.#freeName(view, place),
      metadata: this.#metadata(view, place),
      source: view,
      wish,
    });
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
    return freeName(this.#client, { kind, namespace, name: wanted });
  }
}

/** The wanted name, or the first with a number that nobody has. */
export function freeName(client: InternalClient, wanted: ObjectKey): string {
  for (let count = 0; ; count += 1) {
    const name = count === 0 ? wanted.name : `${wanted.name}.${count}`;
    if (!client.get({ ...wanted, name })) {
      return name;
    }
  }
}

/** Makes a run of the templates of a wish; `source` is where its arguments take their values. */
export function createRun(
  client: InternalClient,
  kinds: AnalysisKinds,
  asked: {
    name: string;
    metadata: JsonObject;
    source: ArgumentSource;
    wish: AnalysisWish;
  },
): KubernetesObject {
  const { metadata, name, source, wish } = asked;
  const { namespace = '' } = source.rollout.metadata;
  const gathered = gatherMetrics(client, kinds, { namespace, wish });
  const { metrics, dryRun } = gathered;
  const args = resolveArguments(source, wish.args, gathered.args);
  return client.create(
    { kind: kinds.run, namespace, name },
    {
      metadata,
      spec: {
        metrics,
        ...(args.length > 0 && { args }),
        ...(dryRun.length > 0 && { dryRun }),
      },
    },
  );
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
