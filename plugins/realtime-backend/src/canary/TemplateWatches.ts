import {
  known,
  missing,
  RealtimeError,
  type Missing,
} from '@backstage-realtime/plugin-realtime-common';
import type { KindReading, WatchPlace } from '../sources/kubernetes/kinds';
import type { WatchLease, WatchPool } from '../sources/kubernetes/WatchPool';
import { ANALYSIS_TEMPLATE, CLUSTER_ANALYSIS_TEMPLATE } from './kinds';
import type {
  AnalysisTemplateObject,
  RolloutObject,
  RolloutObjects,
  TemplateReading,
} from './objects';

type Lease = WatchLease<AnalysisTemplateObject>;

/**
 * Templates of analysis, watched from the moment that a rollout of the
 * namespace asks for one: most need neither those of the cluster nor the right
 * to read them. They only say what is ahead, so whatever is wrong with them is
 * told there and nowhere else.
 */
export class TemplateWatches {
  private readonly leases: { ofNamespace?: Lease; ofCluster?: Lease } = {};
  private readonly unsubscribes: Array<() => void> = [];
  private overBudget?: Missing;

  static create(options: {
    pool: WatchPool;
    place: WatchPlace;
    onChange(): void;
  }): TemplateWatches {
    return new TemplateWatches(options);
  }

  private constructor(
    private readonly options: {
      pool: WatchPool;
      place: WatchPlace;
      onChange(): void;
    },
  ) {}

  /** To be called with every change of the rollouts. */
  need(rollouts: Iterable<RolloutObject>): void {
    for (const { strategy } of rollouts)
      for (const { templates } of strategy.analyses)
        for (const { isOfCluster } of templates) this.watch(isOfCluster);
  }

  /** Undefined while no rollout asks for any. */
  get reading(): RolloutObjects['templates'] {
    const { ofNamespace, ofCluster } = this.leases;
    if (!ofNamespace && !ofCluster && !this.overBudget) return undefined;
    return {
      ofNamespace: this.read(ofNamespace),
      ofCluster: this.read(ofCluster),
    };
  }

  get isConnecting(): boolean {
    return this.all().some(({ watch }) => watch.reading.mode === 'connecting');
  }

  refresh(): void {
    for (const { watch } of this.all()) watch.refresh();
  }

  close(): void {
    this.unsubscribes.forEach(unsubscribe => unsubscribe());
    for (const lease of this.all()) lease.release();
  }

  private all(): Lease[] {
    const { ofNamespace, ofCluster } = this.leases;
    return [ofNamespace, ofCluster].filter(lease => lease !== undefined);
  }

  private watch(isOfCluster: boolean): void {
    const side = isOfCluster ? 'ofCluster' : 'ofNamespace';
    if (this.leases[side]) return;
    const { pool, place, onChange } = this.options;
    const kind = isOfCluster ? CLUSTER_ANALYSIS_TEMPLATE : ANALYSIS_TEMPLATE;
    // One watch serves all namespaces of a cluster.
    const at = isOfCluster ? { ...place, namespace: '' } : place;
    try {
      const lease = pool.acquire(kind, at);
      this.leases[side] = lease;
      this.unsubscribes.push(lease.watch.subscribe(onChange));
      this.overBudget = undefined;
    } catch (error) {
      if (!(error instanceof RealtimeError)) throw error;
      // What runs is shown; what is ahead has to wait for a free watch.
      this.overBudget = { code: 'failed', detail: 'too many watches are open' };
    }
  }

  private read(lease: Lease | undefined): TemplateReading {
    if (lease) return readingOf(lease.watch.reading);
    return this.overBudget
      ? { known: false, missing: this.overBudget }
      : missing('learning');
  }
}

function readingOf({
  missing: why,
  mode,
  objects,
  readAtMs,
}: KindReading<AnalysisTemplateObject>): TemplateReading {
  if (why && (readAtMs === undefined || why.code === 'no-permission'))
    return { known: false, missing: why };
  return mode === 'connecting' || readAtMs === undefined
    ? missing('learning')
    : known(objects);
}
