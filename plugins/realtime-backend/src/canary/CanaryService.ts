import {
  RealtimeError,
  toRolloutKey,
  type CanaryState,
  type RolloutRef,
} from '@backstage-realtime/plugin-realtime-common';
import type { KubernetesClusters } from '@backstage-realtime/plugin-realtime-node';
import type { RolloutGrant } from '../access/RolloutAccess';
import type { Clock } from '../clock';
import type { RolloutsSettings } from '../config/settings';
import type { RolloutRevisions } from '../metrics/RolloutHashes';
import type { WatchPlace } from '../sources/kubernetes/kinds';
import { WatchPool } from '../sources/kubernetes/WatchPool';
import { CanaryMonitor } from './CanaryMonitor';
import type { RolloutObjects } from './objects';
import { NamespacePool, type NamespaceLease } from './NamespacePool';

/** What the rollouts of entities stand on. */
export interface CanaryServiceOptions {
  settings: RolloutsSettings;
  clusters: Pick<KubernetesClusters, 'get'>;
  clock: Clock;
}

interface Shared {
  monitor: CanaryMonitor;
  leases: number;
}

/** Longest time a request waits for clusters that have not answered yet. */
const PATIENCE_MS = 5_000;

/**
 * The rollouts of entities.
 *
 * ```
 * cluster ──► KindWatch ──► NamespaceRollouts ──► CanaryMonitor ──► viewers
 *             a kind of a    objects put            the rollouts of
 *             namespace,     together, evaluated    one grant, told
 *             parsed         once a change          to all who have it
 * ```
 *
 * A watch keeps of every object only what is shown, and is shared by everybody:
 * two hundred viewers of a rollout cost the cluster four watches, those of its
 * namespace. A state is a pure function of objects and time; nothing is guessed
 * from a spec that the status tells. A cluster that is away keeps its last
 * objects with their age, and never blanks the others. Nothing is read while
 * nobody looks, and Secrets never are.
 */
export class CanaryService {
  private readonly shared = new Map<string, Shared>();
  private readonly pool: WatchPool;
  private readonly namespaces: NamespacePool;

  static create(options: CanaryServiceOptions): CanaryService {
    return new CanaryService(options);
  }

  private constructor(private readonly options: CanaryServiceOptions) {
    const { settings, clusters, clock } = options;
    this.pool = WatchPool.create({
      clusters,
      clock,
      pollMs: settings.pollMs,
      lingerMs: settings.lingerMs,
      maxWatches: settings.watchesPerProcess,
      maxObjects: settings.objectsPerWatch,
    });
    this.namespaces = NamespacePool.create({ pool: this.pool, clock });
  }

  /** Watches that run on all clusters. */
  get watchCount(): number {
    return this.pool.size;
  }

  /** What the grant shows, as a key: equal keys share one state. */
  identityOf({ entityRef, rollouts, controllable, problems }: RolloutGrant) {
    const keys = rollouts.map(toRolloutKey);
    return JSON.stringify([entityRef, keys, [...controllable], problems]);
  }

  /** The state as soon as every cluster has answered or refused. Errors: over-budget. */
  async snapshot(grant: RolloutGrant): Promise<CanaryState> {
    const lease = this.acquire(grant);
    try {
      return await lease.monitor.snapshot(PATIENCE_MS);
    } finally {
      lease.release();
    }
  }

  /**
   * The state now and after every change, until the answer is called. Changes
   * are pushed by the cluster, so there is no pace to them. Errors: over-budget.
   */
  watch(
    grant: RolloutGrant,
    _pace: unknown,
    listener: (state: CanaryState) => void,
  ): () => void {
    const { monitor, release } = this.acquire(grant);
    const unsubscribe = monitor.subscribe(listener);
    return () => {
      unsubscribe();
      release();
    };
  }

  /** Lists now where watching is not possible. */
  refresh(grant: RolloutGrant): void {
    this.shared.get(this.identityOf(grant))?.monitor.refresh();
  }

  /** A rollout with what belongs to it, once it is read. Errors: not-found, over-budget. */
  async objectsOf(
    ref: RolloutRef,
    signal: AbortSignal,
  ): Promise<RolloutObjects> {
    const { namespace, release } = this.namespaces.acquire(ref);
    try {
      await namespace.settled(PATIENCE_MS, signal);
      const objects = namespace.objectsOf(ref.name);
      if (objects.known) return objects.value;
      throw new RealtimeError(
        'realtime.rollout.not-found',
        `The rollout ${toRolloutKey(ref)} is not known: ${objects.missing.detail ?? 'its cluster has not answered yet'}.`,
        { isRetriable: true },
      );
    } finally {
      release();
    }
  }

  /** Pod hashes of both sides, for those who measure them. Errors as for {@link CanaryService.objectsOf}. */
  async hashesOf(
    ref: RolloutRef,
    signal: AbortSignal,
  ): Promise<RolloutRevisions> {
    const { rollout } = await this.objectsOf(ref, signal);
    const { status, strategy } = rollout;
    return {
      stable: status?.activeHash ?? status?.stableHash,
      canary: status?.currentHash,
      service: strategy.stableService,
    };
  }

  async stop(): Promise<void> {
    for (const { monitor } of this.shared.values()) monitor.close();
    this.shared.clear();
    this.pool.stop();
  }

  private acquire(grant: RolloutGrant): {
    monitor: CanaryMonitor;
    release(): void;
  } {
    const key = this.identityOf(grant);
    const shared = this.shared.get(key) ?? this.start(key, grant);
    shared.leases += 1;
    return {
      monitor: shared.monitor,
      release: () => {
        shared.leases -= 1;
        if (shared.leases > 0) return;
        shared.monitor.close();
        this.shared.delete(key);
      },
    };
  }

  private start(key: string, grant: RolloutGrant): Shared {
    const { clock, settings } = this.options;
    if (this.shared.size >= settings.entitiesPerProcess)
      throw new RealtimeError(
        'realtime.stream.over-budget',
        `Rollouts of ${settings.entitiesPerProcess} entities are shown already. Close some pages, or raise realtime.rollouts.entitiesPerProcess.`,
        { isRetriable: true },
      );
    const monitor = CanaryMonitor.start({
      grant,
      namespaces: this.acquireAll(grant),
      areControlsOn: settings.controls.enabled,
      clock,
    });
    const shared = { monitor, leases: 0 };
    this.shared.set(key, shared);
    return shared;
  }

  private acquireAll({ rollouts }: RolloutGrant): NamespaceLease[] {
    const places = new Map<string, WatchPlace>(
      rollouts.map(({ cluster, namespace }) => [
        `${cluster} ${namespace}`,
        { cluster, namespace },
      ]),
    );
    const leases: NamespaceLease[] = [];
    try {
      for (const place of places.values())
        leases.push(this.namespaces.acquire(place));
      return leases;
    } catch (error) {
      leases.forEach(lease => lease.release());
      throw error;
    }
  }
}
