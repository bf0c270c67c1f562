import { ApiError } from '../model/ApiError';
import type { Kind } from '../model/Kind';
import type { KubernetesObject } from '../model/KubernetesObject';
import type { StoreEvent } from '../store/EventLog';
import { isSameKind, type ObjectKey } from '../store/ObjectStore';
import { keyOf, type InternalClient } from './InternalClient';
import { buildStatus, type Progress } from './Progress';

/** What one kind of claim, or of another object with a platform behind it, means. */
export interface ClaimRecipe {
  kind: Kind;
  /** Holds a deleted object until `remove` is done; default that of Crossplane. */
  finalizer?: string;
  /** How a progress is told; default in the way of Crossplane. */
  describe?: typeof buildStatus;
  /** Step by step; may be begun again at any time, from the start. Throws: it is tried again later. */
  create(claim: KubernetesObject): AsyncIterable<Progress>;
  /** Undoes what `create` did, however far it came. */
  remove(claim: KubernetesObject): Promise<void>;
}

/** Waits that tests decide about. Each ends early when the signal is aborted. */
export interface Pace {
  /** Between two steps, so that a person sees each. */
  step(signal: AbortSignal): Promise<void>;
  /** Before the `attempt`-th try after a failure (from 1). */
  retry(attempt: number, signal: AbortSignal): Promise<void>;
}

const CROSSPLANE = 'composite.apiextensions.crossplane.io';

/** Work on one claim; a newer wish for the same claim takes its place. */
interface Run {
  abort: AbortController;
  done: Promise<void>;
  waitsForPlatform: boolean;
  /** A change came while it worked, and may have come too late for it. */
  hasMissed: boolean;
}

/**
 * Plays the platform for one kind of claim. A claim is worked on when it comes,
 * when its generation changes and, if it waits for a platform, when one
 * changes; only one run a claim at a time. A finalizer holds a deleted claim
 * until what it caused is gone. Failures are conditions, and are tried again.
 */
export class ClaimController {
  readonly #recipe: ClaimRecipe;
  readonly #client: InternalClient;
  readonly #pace: Pace;
  readonly #runs = new Map<string, Run>();
  readonly #unsubscribe: () => void;
  #isStopped = false;

  constructor(recipe: ClaimRecipe, client: InternalClient, pace: Pace) {
    this.#recipe = recipe;
    this.#client = client;
    this.#pace = pace;
    this.#unsubscribe = client.store.events.subscribe(event =>
      this.#handle(event),
    );
    for (const claim of client.store.list(recipe.kind)) {
      this.#begin(keyOf(recipe.kind, claim), claim);
    }
  }

  /** Those that wait for a platform, or for something else that others bring, look again. */
  platformChanged(): void {
    for (const claim of this.#client.store.list(this.#recipe.kind)) {
      const run = this.#runs.get(claim.metadata.uid ?? '');
      if (run?.waitsForPlatform) {
        this.#begin(keyOf(this.#recipe.kind, claim), claim);
      } else if (run) {
        run.hasMissed = true;
      }
    }
  }

  /** Ends all work; claims stay as they are. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#unsubscribe();
    const runs = [...this.#runs.values()];
    runs.forEach(({ abort }) => abort.abort());
    await Promise.all(runs.map(({ done }) => done));
  }

  #handle({ kind, object, previous }: StoreEvent): void {
    if (!isSameKind(kind, this.#recipe.kind)) {
      return;
    }
    if (!object) {
      this.#forget(previous);
      return;
    }
    const isNewWish =
      object.metadata.generation !== previous?.metadata.generation ||
      object.metadata.uid !== previous?.metadata.uid;
    if (isNewWish) {
      this.#begin(keyOf(kind, object), object);
    }
  }

  /** Gone without its finalizer, as with its namespace. */
  #forget(claim: KubernetesObject | undefined): void {
    const run = this.#runs.get(claim?.metadata.uid ?? '');
    if (!claim || !run) {
      return;
    }
    run.abort.abort();
    const { uid = '' } = claim.metadata;
    const done = run.done
      .then(() => this.#recipe.remove(claim))
      .catch(() => undefined)
      .then(() => void this.#runs.delete(uid));
    this.#runs.set(uid, { ...run, done });
  }

  #begin(key: ObjectKey, { metadata }: KubernetesObject): void {
    if (this.#isStopped) {
      return;
    }
    const { uid = '' } = metadata;
    const before = this.#runs.get(uid);
    before?.abort.abort();
    const abort = new AbortController();
    const run: Run = {
      abort,
      done: Promise.resolve(),
      waitsForPlatform: false,
      hasMissed: false,
    };
    const work = () => this.#work(key, uid, run);
    // Never in the same turn as the event: others see it first.
    run.done = (before?.done ?? Promise.resolve()).then(work);
    this.#runs.set(uid, run);
  }

  async #work(key: ObjectKey, uid: string, run: Run): Promise<void> {
    const { signal } = run.abort;
    for (let attempt = 1; !signal.aborted; attempt += 1) {
      const claim = this.#client.get(key);
      if (!claim || claim.metadata.uid !== uid) {
        return;
      }
      try {
        const last = await this.#reconcile(key, claim, run);
        if (!last?.isTriedAgain) {
          this.#catchUp(key, claim, run);
          return;
        }
      } catch (error) {
        this.#report(key, uid, describeFailure(error));
      }
      await this.#pace.retry(attempt, signal);
    }
  }

  /** The last progress; undefined when there is nothing more to do. */
  async #reconcile(
    key: ObjectKey,
    claim: KubernetesObject,
    run: Run,
  ): Promise<Progress | undefined> {
    const { signal } = run.abort;
    const { uid = '', deletionTimestamp } = claim.metadata;
    if (deletionTimestamp) {
      await this.#remove(key, claim);
      return undefined;
    }
    this.#hold(key, claim);
    run.hasMissed = false;
    let last: Progress | undefined;
    for await (const progress of this.#recipe.create(claim)) {
      if (signal.aborted || !this.#report(key, uid, progress)) {
        return undefined;
      }
      last = progress;
      await this.#pace.step(signal);
    }
    run.waitsForPlatform = last?.waitsForPlatform ?? false;
    return last;
  }

  #catchUp(key: ObjectKey, claim: KubernetesObject, run: Run): void {
    if (run.waitsForPlatform && run.hasMissed && !run.abort.signal.aborted) {
      this.#begin(key, claim);
    }
  }

  async #remove(key: ObjectKey, claim: KubernetesObject): Promise<void> {
    const { finalizers = [], uid = '' } = claim.metadata;
    const message = 'stopping what belongs to the claim';
    this.#report(key, uid, { ready: 'Deleting', message });
    await this.#recipe.remove(claim);
    const left = finalizers.filter(each => each !== this.#finalizer);
    this.#client.patch(key, { metadata: { finalizers: left } });
    this.#runs.delete(uid);
  }

  get #finalizer(): string {
    return this.#recipe.finalizer ?? CROSSPLANE;
  }

  #hold(key: ObjectKey, { metadata }: KubernetesObject): void {
    const { finalizers = [] } = metadata;
    if (!finalizers.includes(this.#finalizer)) {
      const held = [...finalizers, this.#finalizer];
      this.#client.patch(key, { metadata: { finalizers: held } });
    }
  }

  /** false when the claim is gone. */
  #report(key: ObjectKey, uid: string, progress: Progress): boolean {
    const claim = this.#client.get(key);
    if (!claim || claim.metadata.uid !== uid) {
      return false;
    }
    const describe = this.#recipe.describe ?? buildStatus;
    const status = describe(claim, progress, this.#client.now());
    this.#client.patch(key, { status }, 'status');
    return true;
  }
}

/** Clients of Kafka and MQTT name addresses in their errors; those stay here. */
function describeFailure(error: unknown): Progress {
  return {
    ready: 'Creating',
    message: 'a part did not answer; tried again soon',
    refusal:
      error instanceof ApiError
        ? error.message
        : 'Kafka or MQTT did not answer; the platform tries again',
  };
}
