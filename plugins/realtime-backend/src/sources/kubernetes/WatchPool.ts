import { RealtimeError } from '@backstage-realtime/plugin-realtime-common';
import type { KubernetesClusters } from '@backstage-realtime/plugin-realtime-node';
import type { Clock } from '../../clock';
import { KindWatch } from './KindWatch';
import type { WatchedKind, WatchPlace } from './kinds';

/** What all watches have in common. */
export interface WatchPoolOptions {
  clusters: Pick<KubernetesClusters, 'get'>;
  clock: Clock;
  pollMs: number;
  lingerMs: number;
  maxWatches: number;
  maxObjects: number;
}

/** A share in a watch; `release` gives it back, once. */
export interface WatchLease<T> {
  watch: KindWatch<T>;
  release(): void;
}

interface Shared {
  watch: KindWatch<unknown>;
  leases: number;
  cancelLinger?: () => void;
}

/**
 * Watches shared by everybody who looks: one for each cluster, namespace and
 * kind, begun with the first and stopped a while after the last.
 */
export class WatchPool {
  private readonly shared = new Map<string, Shared>();

  static create(options: WatchPoolOptions): WatchPool {
    return new WatchPool(options);
  }

  private constructor(private readonly options: WatchPoolOptions) {}

  /** Watches that run. */
  get size(): number {
    return this.shared.size;
  }

  /** Errors: over-budget, unknown-cluster. One parser a kind: the first one is used for all. */
  acquire<T>(kind: WatchedKind<T>, place: WatchPlace): WatchLease<T> {
    const { cluster, namespace } = place;
    const key = [cluster, namespace, kind.apiVersion, kind.kind].join(' ');
    const shared = this.shared.get(key) ?? this.start(key, kind, place);
    shared.cancelLinger?.();
    shared.leases += 1;
    let isReleased = false;
    return {
      watch: shared.watch as KindWatch<T>,
      release: () => {
        if (isReleased) return;
        isReleased = true;
        this.release(key, shared);
      },
    };
  }

  stop(): void {
    for (const { watch, cancelLinger } of this.shared.values()) {
      cancelLinger?.();
      watch.stop();
    }
    this.shared.clear();
  }

  private start<T>(
    key: string,
    kind: WatchedKind<T>,
    place: WatchPlace,
  ): Shared {
    this.makeRoom();
    const { clusters, clock, pollMs, maxObjects } = this.options;
    const client = clusters.get(place.cluster);
    const shared: Shared = {
      watch: KindWatch.start({
        client,
        kind,
        place,
        clock,
        pollMs,
        maxObjects,
      }),
      leases: 0,
    };
    this.shared.set(key, shared);
    return shared;
  }

  private release(key: string, shared: Shared): void {
    shared.leases -= 1;
    if (shared.leases > 0) return;
    const { clock, lingerMs } = this.options;
    shared.cancelLinger = clock.setTimeout(() => this.end(key), lingerMs);
  }

  private end(key: string): void {
    const shared = this.shared.get(key);
    shared?.cancelLinger?.();
    shared?.watch.stop();
    this.shared.delete(key);
  }

  /** Those that only linger make room first. */
  private makeRoom(): void {
    const { maxWatches } = this.options;
    for (const [key, { leases }] of [...this.shared])
      if (this.shared.size >= maxWatches && leases === 0) this.end(key);
    if (this.shared.size < maxWatches) return;
    throw new RealtimeError(
      'realtime.stream.over-budget',
      `${maxWatches} watches of Kubernetes clusters are open already. Close some pages, or raise realtime.rollouts.watchesPerProcess.`,
      { isRetriable: true },
    );
  }
}
