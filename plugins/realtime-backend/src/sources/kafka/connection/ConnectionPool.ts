import type { LoggerService } from '@backstage/backend-plugin-api';
import { RealtimeError } from '@backstage-realtime/plugin-realtime-common';
import type { Clock } from '../../../clock';
import type { KafkaClusterSettings } from '../../../config/settings';
import { ClusterConnection } from './ClusterConnection';

/** A connection in use; `release` is called once. */
export interface Lease {
  connection: ClusterConnection;
  release(): void;
}

interface Entry {
  connection: ClusterConnection;
  users: number;
  cancelIdle?: () => void;
}

/** One connection a cluster for all streams; closed `idleMs` after its last user. */
export class ConnectionPool {
  private readonly entries = new Map<string, Entry>();

  constructor(
    private readonly clusters: ReadonlyMap<string, KafkaClusterSettings>,
    private readonly logger: LoggerService,
    private readonly clock: Clock,
    private readonly idleMs: number,
  ) {}

  /** Errors: realtime.stream.not-configured. */
  acquire(cluster: string): Lease {
    const entry = this.entries.get(cluster) ?? this.create(cluster);
    entry.cancelIdle?.();
    entry.cancelIdle = undefined;
    entry.users++;
    const release = () => {
      entry.users--;
      if (entry.users > 0 || this.entries.get(cluster) !== entry) return;
      entry.cancelIdle = this.clock.setTimeout(
        () => this.drop(cluster),
        this.idleMs,
      );
    };
    return { connection: entry.connection, release };
  }

  close(): void {
    for (const cluster of [...this.entries.keys()]) this.drop(cluster);
  }

  private create(cluster: string): Entry {
    const settings = this.clusters.get(cluster);
    if (!settings) {
      throw new RealtimeError(
        'realtime.stream.not-configured',
        `No Kafka cluster ${cluster} is configured. Add it to app-config or correct the annotation.`,
      );
    }
    const { logger, clock } = this;
    const connection = ClusterConnection.create({ settings, logger, clock });
    const entry = { connection, users: 0 };
    this.entries.set(cluster, entry);
    return entry;
  }

  private drop(cluster: string): void {
    const entry = this.entries.get(cluster);
    this.entries.delete(cluster);
    entry?.cancelIdle?.();
    entry?.connection.close();
  }
}
