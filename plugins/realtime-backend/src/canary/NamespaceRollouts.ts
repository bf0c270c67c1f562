import {
  known,
  missing,
  type Missing,
  type Reading,
} from '@backstage-realtime/plugin-realtime-common';
import type { Clock } from '../clock';
import type {
  KindReading,
  WatchedKind,
  WatchPlace,
} from '../sources/kubernetes/kinds';
import type { WatchLease, WatchPool } from '../sources/kubernetes/WatchPool';
import {
  evaluateRollout,
  type SharedRolloutState,
} from './evaluate/evaluateRollout';
import { ANALYSIS_RUN, POD, REPLICA_SET, ROLLOUT } from './kinds';
import type { RolloutObjects } from './objects';
import type { SeenUpdates } from './SeenUpdates';
import { TemplateWatches } from './TemplateWatches';

/** How one kind of one namespace is read. */
export type NamedReading = Omit<KindReading<unknown>, 'objects'> & {
  kind: string;
};

/** What one namespace stands on. */
export interface NamespaceRolloutsOptions {
  pool: WatchPool;
  place: WatchPlace;
  clock: Clock;
  /** What was seen of its updates before. */
  seen: SeenUpdates;
}

/** A state is evaluated again at this age, since pauses end without a change. */
const FRESH_MS = 10_000;

/**
 * The rollouts of one namespace of one cluster, from four shared watches, and
 * those of templates where an analysis is asked for. Each state is evaluated once after a change, whoever asks for it.
 */
export class NamespaceRollouts {
  private readonly leases;
  private readonly templates: TemplateWatches;
  private readonly listeners = new Set<() => void>();
  private readonly unsubscribes: Array<() => void>;
  private readonly states = new Map<
    string,
    { atMs: number; state: SharedRolloutState }
  >();

  /** Errors: over-budget. */
  static open(options: NamespaceRolloutsOptions): NamespaceRollouts {
    return new NamespaceRollouts(options);
  }

  private constructor(private readonly options: NamespaceRolloutsOptions) {
    const { pool, place } = options;
    const acquired: Array<WatchLease<unknown>> = [];
    const acquire = <T>(kind: WatchedKind<T>): WatchLease<T> => {
      const lease = pool.acquire(kind, place);
      acquired.push(lease as WatchLease<unknown>);
      return lease;
    };
    try {
      this.leases = {
        Rollout: acquire(ROLLOUT),
        AnalysisRun: acquire(ANALYSIS_RUN),
        ReplicaSet: acquire(REPLICA_SET),
        Pod: acquire(POD),
      };
    } catch (error) {
      acquired.forEach(lease => lease.release());
      throw error;
    }
    this.templates = TemplateWatches.create({
      pool,
      place,
      onChange: () => this.tell(),
    });
    this.unsubscribes = Object.values(this.leases).map(({ watch }) =>
      watch.subscribe(() => this.changed()),
    );
    this.note();
  }

  get place(): WatchPlace {
    return this.options.place;
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  refresh(): void {
    for (const { watch } of Object.values(this.leases)) watch.refresh();
    this.templates.refresh();
  }

  close(): void {
    this.unsubscribes.forEach(unsubscribe => unsubscribe());
    for (const lease of Object.values(this.leases)) lease.release();
    this.templates.close();
  }

  readings(): NamedReading[] {
    return Object.entries(this.leases).map(([kind, { watch }]) => {
      const { objects: _objects, ...reading } = watch.reading;
      return { kind, ...reading };
    });
  }

  /** Resolves when every kind is read or refused, after `ms` at the latest; never rejects. */
  async settled(ms: number, signal?: AbortSignal): Promise<void> {
    await new Promise<void>(resolve => {
      const cancels: Array<() => void> = [];
      const end = () => {
        cancels.forEach(cancel => cancel());
        resolve();
      };
      const check = () => {
        if (!this.isConnecting && !this.templates.isConnecting) end();
      };
      cancels.push(
        this.subscribe(check),
        this.options.clock.setTimeout(end, ms),
        () => signal?.removeEventListener('abort', end),
      );
      signal?.addEventListener('abort', end, { once: true });
      check();
    });
  }

  get isConnecting(): boolean {
    return this.readings().some(({ mode }) => mode === 'connecting');
  }

  /** The state of a rollout, evaluated at most once a change. */
  read(name: string): Reading<SharedRolloutState> {
    const objects = this.objectsOf(name);
    if (!objects.known) return objects;
    const nowMs = this.options.clock.now();
    const before = this.states.get(name);
    if (before && nowMs - before.atMs < FRESH_MS) return known(before.state);
    const state = evaluateRollout(
      objects.value,
      nowMs,
      this.options.seen.of(name),
    );
    this.states.set(name, { atMs: nowMs, state });
    return known(state);
  }

  /** A rollout with everything in its namespace that may belong to it. */
  objectsOf(name: string): Reading<RolloutObjects> {
    const { Rollout, AnalysisRun, ReplicaSet, Pod } = this.leases;
    const { reading } = Rollout.watch;
    const rollout = reading.objects.get(name);
    if (!rollout)
      return { known: false, missing: reasonOf(reading, name, this.place) };
    return known({
      rollout,
      replicaSets: listOf(ReplicaSet.watch.reading),
      pods: listOf(Pod.watch.reading),
      runs: listOf(AnalysisRun.watch.reading),
      templates: this.templates.reading,
    });
  }

  private changed(): void {
    this.note();
    this.tell();
  }

  private tell(): void {
    this.states.clear();
    for (const listener of [...this.listeners]) listener();
  }

  private note(): void {
    const { clock, seen } = this.options;
    const { objects } = this.leases.Rollout.watch.reading;
    const nowMs = clock.now();
    for (const rollout of objects.values()) seen.note(rollout, nowMs);
    this.templates.need(objects.values());
    if (objects.size > 0) seen.keepOnly(new Set(objects.keys()));
  }
}

/** Undefined where the kind was never read; what was known stays while a cluster is away. */
function listOf<T>({ objects, readAtMs }: KindReading<T>): T[] | undefined {
  return readAtMs === undefined ? undefined : [...objects.values()];
}

function reasonOf(
  reading: KindReading<unknown>,
  name: string,
  { cluster, namespace }: WatchPlace,
): Missing {
  if (reading.missing) return reading.missing;
  if (reading.mode === 'connecting') return missing('learning').missing;
  return {
    code: 'not-found',
    detail: `${namespace} on ${cluster} has no rollout ${name}`,
  };
}
