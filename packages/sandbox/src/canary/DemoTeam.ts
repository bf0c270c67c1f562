import type { Clock } from '../kubernetes/Clock';
import type { InternalClient } from '../kubernetes/controllers/InternalClient';
import type { Kind } from '../kubernetes/model/Kind';
import { readStatus } from '../kubernetes/rollouts/model/status';
import { imagesOf, REVISION } from '../kubernetes/rollouts/pods/ReplicaSets';
import { isSameKind } from '../kubernetes/store/ObjectStore';
import { CHECKOUT, COUNTER, DEMO_NAMESPACE, podSpec } from './demoObjects';

interface Habit {
  /** From the first healthy moment to the first new revision. */
  firstMs: number;
  /** From a revision that went well to the next one. */
  restMs: number;
  /** From an abort to the next try; undefined: somebody has to retry. */
  afterAbortMs?: number;
}

const HABITS: Record<string, Habit> = {
  [COUNTER]: { firstMs: 5_000, restMs: 60_000, afterAbortMs: 90_000 },
  [CHECKOUT]: { firstMs: 2_000, restMs: 60_000 },
};

/** Who deploys: a new version again and again, so that there is something to watch. */
export class DemoTeam {
  readonly #client: InternalClient;
  readonly #kind: Kind;
  readonly #clock: Clock;
  readonly #planned = new Map<string, { phase: string; forget: () => void }>();
  readonly #unsubscribe: () => void;

  constructor(client: InternalClient, kind: Kind, clock: Clock) {
    this.#client = client;
    this.#kind = kind;
    this.#clock = clock;
    this.#unsubscribe = client.store.events.subscribe(event => {
      const { name, namespace } = event.object?.metadata ?? {};
      if (
        isSameKind(event.kind, kind) &&
        name &&
        namespace === DEMO_NAMESPACE
      ) {
        queueMicrotask(() => this.#plan(name));
      }
    });
  }

  stop(): void {
    this.#unsubscribe();
    this.#planned.forEach(({ forget }) => forget());
  }

  /** Deploys the next version at once, unless one is on its way already. */
  hurry(name: string): void {
    const { phase } = this.#look(name);
    if (phase === 'Healthy' || phase === 'Degraded') {
      this.#deploy(name);
    }
  }

  #look(name: string) {
    const rollout = this.#client.get(this.#keyOf(name));
    const status = rollout ? readStatus(rollout) : {};
    const generation = String(rollout?.metadata.generation);
    const isCurrent = status.observedGeneration === generation;
    return { rollout, status, phase: isCurrent ? status.phase : undefined };
  }

  #keyOf(name: string) {
    return { kind: this.#kind, namespace: DEMO_NAMESPACE, name };
  }

  #plan(name: string): void {
    const { phase = '', rollout } = this.#look(name);
    if (this.#planned.get(name)?.phase === phase) {
      return;
    }
    this.#planned.get(name)?.forget();
    const delay = rollout && delayOf(name, phase, isFirst(rollout.metadata));
    const forget =
      delay === undefined
        ? () => {}
        : this.#clock.at(this.#clock.now() + delay, () => this.#deploy(name));
    this.#planned.set(name, { phase, forget });
  }

  #deploy(name: string): void {
    const { rollout } = this.#look(name);
    const version = rollout && /:(\d+)\.(\d+)/.exec(imagesOf(rollout)[0] ?? '');
    if (version) {
      const [, major, minor] = version;
      const next = `${major}.${Number(minor) + 1}.0`;
      const template = { spec: podSpec(name, next) };
      this.#client.patch(this.#keyOf(name), { spec: { template } });
    }
  }
}

function isFirst({ annotations }: { annotations?: Record<string, string> }) {
  return annotations?.[REVISION] === '1';
}

function delayOf(
  name: string,
  phase: string,
  isFirstRevision: boolean,
): number | undefined {
  const habit = Object.hasOwn(HABITS, name) ? HABITS[name] : undefined;
  if (phase === 'Healthy') {
    return isFirstRevision ? habit?.firstMs : habit?.restMs;
  }
  return phase === 'Degraded' ? habit?.afterAbortMs : undefined;
}
