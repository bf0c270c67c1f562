import type { Clock } from '../../Clock';
import { keyOf, type InternalClient } from '../../controllers/InternalClient';
import { REPLICA_SET } from '../../kinds/builtInKinds';
import { toApiTime } from '../../managed/managers';
import { objectAt, textAt, type JsonObject } from '../../model/json';
import { asJson, type KubernetesObject } from '../../model/KubernetesObject';
import { isSameKind } from '../../store/ObjectStore';
import type { StoreEvent } from '../../store/EventLog';
import {
  createRun,
  isOver,
  messageOfRun,
  phaseOfRun,
  type AnalysisKinds,
} from '../analysis/Runs';
import { durationMsOf, templatesOf } from '../model/spec';
import { controllerOf, isOwnedBy, ownerOf } from '../pods/owners';
import { WorkQueue } from '../WorkQueue';
import { ExperimentPods } from './ExperimentPods';
import { readExperiment, type ExperimentSpec } from './model';
import { assess, type Seen } from './assess';

/**
 * Plays experiments: pods of several templates side by side, and analyses that
 * compare them once all pods are there. An experiment is over when its time is,
 * when the analyses it needs are, when one of them did not go well, or when it
 * is told to end; then its pods go.
 */
export class ExperimentController {
  readonly #client: InternalClient;
  readonly #kinds: AnalysisKinds;
  readonly #clock: Clock;
  readonly #pods: ExperimentPods;
  readonly #queue: WorkQueue;
  readonly #unsubscribe: () => void;

  constructor(client: InternalClient, kinds: AnalysisKinds, clock: Clock) {
    this.#client = client;
    this.#kinds = kinds;
    this.#clock = clock;
    this.#pods = new ExperimentPods(client, kinds.experiment);
    this.#queue = new WorkQueue(clock, place => this.#look(place));
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
    const { experiment, run } = this.#kinds;
    const owner = about && controllerOf(about);
    const { name, namespace } = about?.metadata ?? {};
    if (isSameKind(kind, experiment)) {
      this.#queue.poke(`${namespace}/${name}`);
    } else if (
      owner?.kind === experiment.kind &&
      [run, REPLICA_SET].some(each => isSameKind(each, kind))
    ) {
      this.#queue.poke(`${namespace}/${owner.name}`);
    }
  }

  /** Says when to look again though nothing changes, ms since 1970. */
  #look(place: string): number | undefined {
    const [namespace, name] = place.split('/');
    const key = { kind: this.#kinds.experiment, namespace, name };
    const experiment = this.#client.get(key);
    if (!experiment) {
      this.#removeOrphans(namespace, name);
      return undefined;
    }
    const spec = readExperiment(experiment);
    if (!spec) {
      return undefined;
    }
    if (isOver(experiment)) {
      this.#end(experiment);
      return undefined;
    }
    const seen = this.#see(experiment, spec);
    const { dueAtMs, status } = assess(spec, seen);
    this.#client.setStatus(key, status);
    return dueAtMs;
  }

  #see(experiment: KubernetesObject, spec: ExperimentSpec): Seen {
    const nowMs = this.#clock.now();
    const sets = spec.templates.map(each =>
      this.#pods.ensure(experiment, each),
    );
    const status = objectAt(asJson(experiment), 'status');
    const areThere = sets.every(
      ({ available, desired }) => available >= desired,
    );
    const availableAt =
      textAt(status, 'availableAt') ??
      (areThere ? toApiTime(nowMs) : undefined);
    const hashes = new Map(sets.map(({ name, hash }) => [name, hash]));
    const runs =
      availableAt === undefined
        ? []
        : spec.analyses.map(each => ({
            ...this.#ensureRun(experiment, each, hashes),
            isRequired: each.requiredForCompletion === true,
          }));
    const durationMs = durationMsOf(spec.duration);
    return { nowMs, sets, runs, availableAt, durationMs };
  }

  #ensureRun(
    experiment: KubernetesObject,
    analysis: ExperimentSpec['analyses'][number],
    hashes: ReadonlyMap<string, string>,
  ): Omit<Seen['runs'][number], 'isRequired'> {
    const { namespace = '', name: owner } = experiment.metadata;
    const name = `${owner}-${analysis.name}`;
    const found = this.#client.get({ kind: this.#kinds.run, namespace, name });
    const args = analysis.args.map(({ value, ...each }) => ({
      ...each,
      ...(value !== undefined && { value: fillIn(value, hashes) }),
    }));
    const run =
      found ??
      createRun(this.#client, this.#kinds, {
        name,
        metadata: {
          ownerReferences: [ownerOf(this.#kinds.experiment, experiment)],
        },
        source: { rollout: experiment, hash: '', status: {} },
        wish: templatesOf({ ...analysis, args }),
      });
    return {
      name: analysis.name,
      run: run.metadata.name,
      phase: phaseOfRun(run) || 'Pending',
      message: messageOfRun(run),
    };
  }

  #end(experiment: KubernetesObject): void {
    this.#pods.scaleAway(experiment);
    const change: JsonObject = { spec: { terminate: true } };
    this.#client.store
      .list(this.#kinds.run, experiment.metadata.namespace)
      .filter(each => isOwnedBy(each, experiment) && !isOver(each))
      .forEach(each =>
        this.#client.patch(keyOf(this.#kinds.run, each), change),
      );
  }

  #removeOrphans(namespace: string, name: string): void {
    for (const kind of [this.#kinds.run, REPLICA_SET]) {
      this.#client.store
        .list(kind, namespace)
        .filter(each => {
          const owner = controllerOf(each);
          return (
            owner?.kind === this.#kinds.experiment.kind && owner.name === name
          );
        })
        .forEach(each => this.#client.remove(keyOf(kind, each)));
    }
  }
}

/** `{{templates.baseline.podTemplateHash}}` as the hash of these pods. */
function fillIn(value: string, hashes: ReadonlyMap<string, string>): string {
  return value.replace(
    /\{\{\s*templates\.([^.}\s]+)\.podTemplateHash\s*\}\}/g,
    (text, name: string) => hashes.get(name) ?? text,
  );
}
