import type { Clock } from '../Clock';
import { keyOf, type InternalClient } from '../controllers/InternalClient';
import { REPLICA_SET } from '../kinds/builtInKinds';
import type { KubernetesObject } from '../model/KubernetesObject';
import type { StoreEvent } from '../store/EventLog';
import { isSameKind, type ObjectKey } from '../store/ObjectStore';
import { judge } from './analysis/judge';
import { Runs, type AnalysisKinds } from './analysis/Runs';
import { Experiments } from './experiments/Experiments';
import { judgeExperiment } from './experiments/judgeExperiment';
import { findProblem } from './findProblem';
import { forgetOld } from './forgetOld';
import { controllerOf } from './pods/owners';
import { ReplicaSets, REVISION } from './pods/ReplicaSets';
import { readWish, type RolloutView, type Wish } from './RolloutView';
import { advance } from './steps/advance';
import { heedDeadline } from './steps/deadline';
import { scaleSets } from './steps/scale';
import { invalidStatus } from './status/invalidStatus';
import { completeStatus, toJson } from './status/writeStatus';
import { startTurn } from './Turn';
import { WorkQueue } from './WorkQueue';

/**
 * Plays Argo Rollouts for rollouts with the canary strategy, so that whoever
 * reads them sees what a real cluster shows. It looks at one rollout at a time,
 * whenever the rollout, one of its replica sets or one of its runs changes, or
 * when a pause or a deadline is over:
 *
 *   wish (spec) → set of the template → turn (new revision? aborted?)
 *   → runs that judge → pods of both sides → one step further → status
 *
 * Each look takes at most one step and writes one status, which causes the next
 * look, until nothing changes any more. Nothing is remembered between two looks
 * that is not in the objects, so a person may patch the status at any time:
 * that is how promote, skip, abort and retry work. Pods are the business of
 * `pods/`, measuring that of `analysis/AnalysisController.ts`, what an experiment
 * does that of `experiments/ExperimentController.ts`. Blue/green and templates in
 * another object are stored, not played.
 */
export class RolloutController {
  readonly #client: InternalClient;
  readonly #kinds: AnalysisKinds;
  readonly #clock: Clock;
  readonly #sets: ReplicaSets;
  readonly #runs: Runs;
  readonly #experiments: Experiments;
  readonly #queue: WorkQueue;
  readonly #unsubscribe: () => void;

  constructor(client: InternalClient, kinds: AnalysisKinds, clock: Clock) {
    this.#client = client;
    this.#kinds = kinds;
    this.#clock = clock;
    this.#sets = new ReplicaSets(client, kinds.rollout);
    this.#runs = new Runs(client, kinds);
    this.#experiments = new Experiments(client, kinds);
    this.#queue = new WorkQueue(clock, name => this.#look(name));
    this.#unsubscribe = client.store.events.subscribe(event =>
      this.#handle(event),
    );
    client.store
      .list(kinds.rollout)
      .forEach(each => this.#poke(each.metadata.namespace, each.metadata.name));
  }

  stop(): void {
    this.#unsubscribe();
    this.#queue.stop();
  }

  #handle({ kind, object, previous }: StoreEvent): void {
    const about = object ?? previous;
    const { name, namespace } = about?.metadata ?? {};
    const { clusterTemplate, experiment, rollout, run, template } = this.#kinds;
    if (isSameKind(kind, rollout)) {
      this.#poke(namespace, name);
    } else if (
      about &&
      [run, experiment, REPLICA_SET].some(each => isSameKind(each, kind))
    ) {
      this.#poke(namespace, controllerOf(about)?.name);
    } else if (
      [template, clusterTemplate].some(each => isSameKind(each, kind))
    ) {
      this.#client.store
        .list(rollout)
        .forEach(({ metadata }) =>
          this.#poke(metadata.namespace, metadata.name),
        );
    }
  }

  #poke(namespace = '', name = ''): void {
    this.#queue.poke(`${namespace}/${name}`);
  }

  #look(place: string): number | undefined {
    const [namespace, name] = place.split('/');
    const key = { kind: this.#kinds.rollout, namespace, name };
    const rollout = this.#client.get(key);
    if (!rollout) {
      this.#removeOrphans(key);
      return undefined;
    }
    const wish = readWish(rollout);
    if (!wish) {
      return undefined;
    }
    const problem = findProblem(this.#client, this.#kinds, wish);
    if (problem) {
      const nowMs = this.#clock.now();
      this.#client.setStatus(key, toJson(invalidStatus(wish, problem, nowMs)));
      return undefined;
    }
    return this.#play(key, wish);
  }

  #play(key: ObjectKey, wish: Wish): number | undefined {
    const view = this.#view(wish);
    this.#nameRevision(key, view);
    const begun = heedDeadline(view, startTurn(view));
    const judged = judge(this.#runs, view, begun);
    const { turn, judgement } = judgeExperiment(
      this.#experiments,
      view,
      judged,
    );
    const shares = scaleSets(this.#sets, view, turn);
    const next = advance({ view, shares, judgement }, turn);
    this.#client.setStatus(key, toJson(completeStatus(view, next)));
    forgetOld(this.#sets, this.#runs, view, next);
    return next.againAt.length > 0 ? Math.min(...next.againAt) : undefined;
  }

  #view(wish: Wish): RolloutView {
    const { hash, rollout, spec, status } = wish;
    const newSet = this.#sets.ensure(rollout, spec, hash);
    const sets = this.#sets.list(rollout);
    const stable = status.stableRS ?? hash;
    const stableSet = sets.find(each => each.hash === stable);
    return { ...wish, newSet, sets, stableSet, nowMs: this.#clock.now() };
  }

  #nameRevision(key: ObjectKey, { newSet, rollout }: RolloutView): void {
    const revision = String(newSet.revision);
    if (rollout.metadata.annotations?.[REVISION] !== revision) {
      const annotations = { [REVISION]: revision };
      this.#client.patch(key, { metadata: { annotations } });
    }
  }

  /** What belonged to a rollout that is gone. */
  #removeOrphans({ name, namespace }: ObjectKey): void {
    const isOrphan = (each: KubernetesObject) => {
      const owner = controllerOf(each);
      return owner?.kind === this.#kinds.rollout.kind && owner.name === name;
    };
    const { experiment, run } = this.#kinds;
    for (const kind of [run, experiment, REPLICA_SET]) {
      this.#client.store
        .list(kind, namespace)
        .filter(isOrphan)
        .forEach(each => this.#client.remove(keyOf(kind, each)));
    }
  }
}
