import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EntityProviderConnection } from '@backstage/plugin-catalog-node';
import type { ClaimLedger } from './ClaimLedger';
import { retryWaitMs, type ProviderWorld } from './ProviderWorld';

/** Changes of this long go into one mutation. */
const BATCH_MS = 500;

/** What a writer stands on. */
export interface CatalogWriterOptions {
  ledger: ClaimLedger;
  connection: EntityProviderConnection;
  /** Of the provider, for the log. */
  name: string;
  world: ProviderWorld;
  logger: LoggerService;
  signal: AbortSignal;
}

/**
 * Brings what a ledger holds into the catalog: the first change at once, those
 * that come while one is written or shortly after as one. One mutation at a
 * time, so that they arrive in the order of the cluster.
 */
export class CatalogWriter {
  private isBusy = false;

  static create(options: CatalogWriterOptions): CatalogWriter {
    return new CatalogWriter(options);
  }

  private constructor(private readonly options: CatalogWriterOptions) {}

  /** Writes until the ledger has nothing more. Never rejects; a catalog that refuses is tried again with everything. */
  async flush(): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    let failures = 0;
    while (!this.options.signal.aborted) {
      const mutation = this.options.ledger.drain();
      if (!mutation) break;
      failures = (await this.write(mutation)) ? 0 : failures + 1;
      const waitMs = failures ? this.waitMs(failures) : BATCH_MS;
      await this.options.world.pause(waitMs, this.options.signal);
    }
    this.isBusy = false;
  }

  private async write(
    mutation: Parameters<EntityProviderConnection['applyMutation']>[0],
  ): Promise<boolean> {
    const { connection, ledger, logger, name } = this.options;
    try {
      await connection.applyMutation(mutation);
      return true;
    } catch (error) {
      ledger.undoDrain();
      const why = error instanceof Error ? error.message : String(error);
      logger.warn(
        `${name}: the catalog did not take changes; they are given to it again. ${why}`,
      );
      return false;
    }
  }

  private waitMs(failures: number): number {
    return retryWaitMs(failures, this.options.world.random());
  }
}
