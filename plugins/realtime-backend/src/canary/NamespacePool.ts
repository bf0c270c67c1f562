import type { Clock } from '../clock';
import type { WatchPlace } from '../sources/kubernetes/kinds';
import type { WatchPool } from '../sources/kubernetes/WatchPool';
import { NamespaceRollouts } from './NamespaceRollouts';
import { SeenUpdates } from './SeenUpdates';

/** A share in the rollouts of a namespace; `release` gives it back, once. */
export interface NamespaceLease {
  namespace: NamespaceRollouts;
  release(): void;
}

/** Namespaces whose seen updates are remembered after the last viewer left. */
const MAX_REMEMBERED = 500;

/** The namespaces somebody looks at, one of each, and what was seen there before. */
export class NamespacePool {
  private readonly open = new Map<
    string,
    { namespace: NamespaceRollouts; leases: number }
  >();
  private readonly seen = new Map<string, SeenUpdates>();

  static create(options: { pool: WatchPool; clock: Clock }): NamespacePool {
    return new NamespacePool(options);
  }

  private constructor(
    private readonly options: { pool: WatchPool; clock: Clock },
  ) {}

  /** Errors: over-budget, unknown-cluster. */
  acquire(place: WatchPlace): NamespaceLease {
    const key = `${place.cluster} ${place.namespace}`;
    const shared = this.open.get(key) ?? this.start(key, place);
    shared.leases += 1;
    let isReleased = false;
    return {
      namespace: shared.namespace,
      release: () => {
        if (isReleased) return;
        isReleased = true;
        shared.leases -= 1;
        if (shared.leases > 0) return;
        this.open.delete(key);
        shared.namespace.close();
      },
    };
  }

  private start(key: string, place: WatchPlace) {
    const seen = this.recall(key);
    const namespace = NamespaceRollouts.open({ ...this.options, place, seen });
    const shared = { namespace, leases: 0 };
    this.open.set(key, shared);
    return shared;
  }

  /** The one that was recalled longest ago is forgotten first. */
  private recall(key: string): SeenUpdates {
    const seen = this.seen.get(key) ?? SeenUpdates.create();
    this.seen.delete(key);
    this.seen.set(key, seen);
    const [oldest] = this.seen.keys();
    if (this.seen.size > MAX_REMEMBERED) this.seen.delete(oldest);
    return seen;
  }
}
