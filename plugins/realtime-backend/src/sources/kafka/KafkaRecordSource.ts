import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  RealtimeError,
  type ClusterTopic,
  type StreamRef,
} from '@backstage-realtime/plugin-realtime-common';
import type {
  OpenOptions,
  RecordSource,
  SourceEvent,
  StreamDescription,
} from '@backstage-realtime/plugin-realtime-node';
import { systemClock, type Clock } from '../../clock';
import type { KafkaClusterSettings } from '../../config/settings';
import type { ClusterConnection } from './connection/ClusterConnection';
import { ConnectionPool, type Lease } from './connection/ConnectionPool';
import { isFatal, isRefusedCredential, reasonOf } from './connection/failures';
import { checkKafkajs } from './connection/kafkajsConnection';
import { DEFAULT_KAFKA_LIMITS, type KafkaLimits } from './limits';
import { findTopic, NO_LEADER, readRanges } from './reader/ranges';
import { SlabPool } from './reader/SlabPool';
import { TopicReader } from './reader/TopicReader';

/** Slabs of one stream that wait to be used again, besides those that are being read. */
const FREE_SLABS = 3;

/** What a Kafka source is made of. */
export interface KafkaRecordSourceOptions {
  clusters: ReadonlyMap<string, KafkaClusterSettings>;
  logger: LoggerService;
  clock?: Clock;
  /** Replaces single bounds of {@link DEFAULT_KAFKA_LIMITS}. */
  limits?: Partial<KafkaLimits>;
}

type KafkaRef = Extract<StreamRef, { kind: 'kafka' }>;

/**
 * Kafka topics as record streams.
 *
 * It fetches by offset from the leader of each partition: no consumer group, no
 * commit, nothing created on the broker, so a viewer leaves no trace and waits
 * for no rebalance. kafkajs carries the bytes (`connection/`), the requests are
 * written here (`requests/`), fetched bytes become batches without decoding a
 * record (`recordBatch/`), and `reader/` keeps positions, leaders and outages.
 *
 * Only committed records are read: those of open transactions wait, those of
 * aborted ones never come. What a stream promises stands at
 * {@link TopicReader}. Streams of one cluster share the connection for
 * questions and have sockets of their own for fetching; both go when unused.
 */
export class KafkaRecordSource implements RecordSource {
  private constructor(
    private readonly pool: ConnectionPool,
    private readonly limits: KafkaLimits,
    private readonly clock: Clock,
    private readonly logger: LoggerService,
  ) {}

  /** Errors: realtime.kafka.unsupported when another kafkajs is installed. */
  static create(options: KafkaRecordSourceOptions): KafkaRecordSource {
    checkKafkajs();
    const { clusters, logger, clock = systemClock } = options;
    const limits = { ...DEFAULT_KAFKA_LIMITS, ...options.limits };
    const { idleConnectionMs } = limits;
    const pool = new ConnectionPool(clusters, logger, clock, idleConnectionMs);
    return new KafkaRecordSource(pool, limits, clock, logger);
  }

  /**
   * Partitions and their readable ranges; `epoch` is the topic id. Errors:
   * realtime.kafka.topic-not-found, not-authorised; retriable ones:
   * authentication-failed, unreachable.
   */
  async describe(
    ref: StreamRef,
    signal: AbortSignal,
  ): Promise<StreamDescription> {
    const { topic, system } = kafkaRef(ref);
    const lease = this.pool.acquire(system);
    try {
      return await describeTopic(lease.connection, topic, signal);
    } catch (error) {
      if (isFatal(error) || isRefusedCredential(error)) throw error;
      throw unreachableCluster(system, reasonOf(error));
    } finally {
      lease.release();
    }
  }

  /** The connection for questions about a cluster; `release` is called once. Errors: not-configured. */
  acquire(cluster: string): Lease {
    return this.pool.acquire(cluster);
  }

  /** Every topic the credential may describe. Errors: not-configured, authentication-failed, unreachable. */
  async listTopics(cluster: string): Promise<ClusterTopic[]> {
    const { connection, release } = this.pool.acquire(cluster);
    try {
      const { topics } = await connection.metadata('all');
      return topics.map(({ name, partitions, isInternal }) => ({
        topic: name,
        partitions: partitions.length,
        isInternal,
      }));
    } catch (error) {
      if (isFatal(error) || isRefusedCredential(error)) throw error;
      throw unreachableCluster(cluster, reasonOf(error));
    } finally {
      release();
    }
  }

  async *open(
    ref: StreamRef,
    options: OpenOptions,
  ): AsyncGenerator<SourceEvent> {
    const { topic, system } = kafkaRef(ref);
    const lease = this.pool.acquire(system);
    const { limits, clock } = this;
    const { connection } = lease;
    const slabs = options.reuseSlabs
      ? new SlabPool(limits.maxFetchBytes, FREE_SLABS)
      : undefined;
    try {
      yield* new TopicReader({
        connection,
        topic,
        open: options,
        limits,
        clock,
        slabs,
      }).read();
    } finally {
      lease.release();
    }
  }

  async close(): Promise<void> {
    this.logger.debug('closing the Kafka connections');
    this.pool.close();
  }
}

async function describeTopic(
  connection: ClusterConnection,
  name: string,
  signal: AbortSignal,
): Promise<StreamDescription> {
  const metadata = await connection.metadata([name]);
  const topic = findTopic(metadata, name, connection.name);
  signal.throwIfAborted();
  const { ranges, missing } = await readRanges(connection, topic);
  const partitions = topic.partitions.map(({ partition }) => {
    const range = ranges.get(partition);
    return range
      ? { partition, ...range }
      : {
          partition,
          low: 0n,
          high: 0n,
          missing: missing.get(partition) ?? NO_LEADER,
        };
  });
  partitions.sort((a, b) => a.partition - b.partition);
  return { partitions, epoch: topic.topicId, isSeekable: true };
}

function kafkaRef(ref: StreamRef): KafkaRef {
  if (ref.kind === 'kafka') return ref;
  throw new RealtimeError(
    'realtime.internal',
    `A ${ref.kind} stream was given to the Kafka source.`,
  );
}

function unreachableCluster(cluster: string, reason: string): RealtimeError {
  return new RealtimeError(
    'realtime.kafka.unreachable',
    `No broker of Kafka cluster ${cluster} answers: ${reason}. Try again later.`,
    { isRetriable: true },
  );
}
