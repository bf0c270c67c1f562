import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { RealtimeError } from '@backstage-realtime/plugin-realtime-common';
import type {
  KubernetesClusters,
  WatchChange,
} from '@backstage-realtime/plugin-realtime-node';
import { toClaimEntity } from '../transform/claimEntity';
import { CatalogWriter } from './CatalogWriter';
import { ClaimLedger } from './ClaimLedger';
import { retryWaitMs, type ProviderWorld } from './ProviderWorld';
import type { ClaimKind, ClaimProviderSettings } from './readClaimSettings';

/** What one provider stands on. */
export interface KubernetesClaimProviderOptions {
  settings: ClaimProviderSettings;
  kind: ClaimKind;
  /** Undefined: all of the cluster. */
  namespace?: string;
  clusters: KubernetesClusters;
  world: ProviderWorld;
  logger: LoggerService;
  /** Ends the watch. */
  signal: AbortSignal;
}

/**
 * Objects of one kind of a Kubernetes cluster as entities, by watch.
 *
 * ```
 * connect ──► snapshot ──► full mutation
 *   ▲            │  changed, removed ──► delta mutation
 *   │            ▼
 *   └── interrupted, refused: said once; the catalog keeps what it has
 * ```
 *
 * One provider for each kind and namespace, since a full mutation replaces
 * everything a provider ever gave: a kind that may not be read neither deletes
 * nor holds up another one. Every replica of a backend watches; all of them
 * write the same, so the catalog ends up the same. What ends a watch for good
 * elsewhere (no right, no such kind) is tried again here, as somebody may grant
 * or install it; only a cluster that app-config does not know ends it.
 */
export class KubernetesClaimProvider implements EntityProvider {
  private readonly ledger: ClaimLedger;
  private readonly what: string;
  /** What was said last of a watch that does not run; undefined while it does. */
  private trouble?: string;
  private isOverfullSaid = false;

  static create(
    options: KubernetesClaimProviderOptions,
  ): KubernetesClaimProvider {
    return new KubernetesClaimProvider(options);
  }

  private constructor(
    private readonly options: KubernetesClaimProviderOptions,
  ) {
    const { kind, namespace, settings } = options;
    this.what = `${kind} objects of ${settings.kubernetesCluster}${namespace ? ` in ${namespace}` : ''}`;
    this.ledger = ClaimLedger.create({
      toEntity: object => toClaimEntity(object, kind, settings),
      locationKey: `KubernetesClaimProvider:${settings.id}`,
      maxObjects: settings.maxObjects,
    });
  }

  getProviderName(): string {
    const { kind, namespace, settings } = this.options;
    const parts = ['KubernetesClaimProvider', settings.id, kind, namespace];
    return parts.filter(part => part !== undefined).join(':');
  }

  /** Begins to watch; the catalog does not wait for a cluster. */
  async connect(connection: EntityProviderConnection): Promise<void> {
    const { world, logger, signal } = this.options;
    const { ledger } = this;
    const name = this.getProviderName();
    void this.follow(
      CatalogWriter.create({ ledger, connection, name, world, logger, signal }),
    );
  }

  private async follow(writer: CatalogWriter): Promise<void> {
    const { signal, world } = this.options;
    for (let failures = 1; !signal.aborted; failures += 1) {
      try {
        for await (const change of this.watch()) {
          failures = change.type === 'interrupted' ? failures : 0;
          this.ledger.take(change);
          this.tell(change);
          void writer.flush();
        }
      } catch (error) {
        if (signal.aborted) return;
        this.tellTrouble(sayError(error));
        if (isHopeless(error)) return;
      }
      await world.pause(
        retryWaitMs(Math.max(1, failures), world.random()),
        signal,
      );
    }
  }

  private watch(): AsyncIterable<WatchChange> {
    const { clusters, kind, namespace, settings, signal } = this.options;
    const apiVersion = settings.apiVersions[kind];
    const client = clusters.get(settings.kubernetesCluster);
    return client.watch({ apiVersion, kind, namespace }, { signal });
  }

  private tell(change: WatchChange): void {
    const { logger, settings } = this.options;
    if (change.type === 'interrupted') this.tellTrouble(change.reason);
    if (change.type !== 'snapshot') return;
    this.trouble = undefined;
    logger.info(
      `${this.what}: ${this.ledger.size} in the catalog, followed by watch`,
    );
    const { isOverfull } = this.ledger;
    if (isOverfull && !this.isOverfullSaid)
      logger.warn(
        `${this.what}: more than ${settings.maxObjects}, the others are not in the catalog; name namespaces, or raise maxObjects`,
      );
    this.isOverfullSaid = isOverfull;
  }

  /** Once for each trouble, not once for each try. */
  private tellTrouble(why: string): void {
    if (this.trouble === why) return;
    this.trouble = why;
    this.options.logger.warn(
      `${this.what}: not read; the catalog keeps those it has. ${why}`,
    );
  }
}

function isHopeless(error: unknown): boolean {
  return (
    error instanceof RealtimeError &&
    error.code === 'realtime.kubernetes.unknown-cluster'
  );
}

/** Only our own errors are known to hold no address and no token. */
function sayError(error: unknown): string {
  if (!(error instanceof RealtimeError))
    return 'The cluster answered what is not understood; it is asked again.';
  return error.code === 'realtime.kubernetes.unknown-kind'
    ? `${error.message} Or leave the kind out of kinds in app-config.`
    : error.message;
}
