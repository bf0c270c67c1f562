import {
  createReadyTopics,
  type KafkaBroker,
} from '@backstage-realtime/sandbox';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  ClusterName,
  StreamRef,
} from '@backstage-realtime/plugin-realtime-common';
import type { OpenOptions } from '@backstage-realtime/plugin-realtime-node';
import { Kafka, logLevel, type Message, type Producer } from 'kafkajs';
import { systemClock } from '../../../clock';
import type { KafkaClusterSettings } from '../../../config/settings';
import { KafkaRecordSource } from '../KafkaRecordSource';
import type { KafkaLimits } from '../limits';
import { produceRaw } from './produceRaw';
import { Reading } from './Reading';
import { registerCodecs } from './registerCodecs';

/** Waits short enough for a test. */
const LIMITS: Partial<KafkaLimits> = {
  maxWaitMs: 100,
  minBackoffMs: 20,
  maxBackoffMs: 200,
  metadataAgeMs: 300,
  idleConnectionMs: 50,
  missingTopicTries: 12,
};

/** A source on a broker, an independent client to fill topics with, and what has to be closed. */
export class KafkaFixture {
  readonly client: Kafka;
  readonly source: KafkaRecordSource;
  readonly logged: string[] = [];
  private readonly cluster: KafkaClusterSettings;
  private producer: Promise<Producer> | undefined;
  private readonly readings: Reading[] = [];
  private topics = 0;

  constructor(
    readonly broker: KafkaBroker,
    settings: Partial<KafkaClusterSettings> = {},
    limits: Partial<KafkaLimits> = {},
  ) {
    registerCodecs();
    const brokers = broker.bootstrap.split(',');
    this.client = new Kafka({ brokers, logLevel: logLevel.NOTHING });
    const cluster = { ...defaults(brokers), ...settings };
    this.cluster = cluster;
    this.source = KafkaRecordSource.create({
      clusters: new Map([['local', cluster]]),
      logger: this.logger(),
      limits: { ...LIMITS, ...limits },
    });
  }

  async createTopic(
    numPartitions = 1,
    config: Record<string, string> = {},
  ): Promise<string> {
    const configEntries = Object.entries(config).map(([name, value]) => ({
      name,
      value,
    }));
    const topic = `topic-${process.pid}-${Date.now()}-${this.topics++}`;
    await this.withAdmin(admin =>
      createReadyTopics(admin, [{ topic, numPartitions, configEntries }]),
    );
    return topic;
  }

  async withAdmin<T>(
    work: (admin: ReturnType<Kafka['admin']>) => Promise<T>,
  ): Promise<T> {
    const admin = this.client.admin();
    await admin.connect();
    try {
      return await work(admin);
    } finally {
      await admin.disconnect();
    }
  }

  async send(topic: string, messages: Message[], compression = 0) {
    this.producer ??= this.startProducer();
    const producer = await this.producer;
    await producer.send({ topic, messages, compression });
  }

  /** One ready-made batch to partition 0, which the first broker must lead. */
  async sendBatch(topic: string, batch: Buffer): Promise<number> {
    const context = {
      settings: this.cluster,
      logger: this.logger(),
      clock: systemClock,
    };
    return await produceRaw(this.broker.bootstrap, context, topic, batch);
  }

  /** `count` records with values `0`, `1`, … from `first`, spread over `partitions`. */
  async sendNumbers(
    topic: string,
    first: number,
    count: number,
    partitions = 1,
  ) {
    const messages = Array.from({ length: count }, (_, i) => ({
      partition: (first + i) % partitions,
      value: `${first + i}`,
    }));
    await this.send(topic, messages);
  }

  read(topic: string, options: Omit<OpenOptions, 'signal'>): Reading {
    const reading = new Reading(this.source, kafkaRef(topic), options);
    this.readings.push(reading);
    return reading;
  }

  async describe(topic: string) {
    return await this.source.describe(
      kafkaRef(topic),
      new AbortController().signal,
    );
  }

  async close(): Promise<void> {
    await Promise.all(this.readings.map(reading => reading.stop()));
    await this.source.close();
    await (await this.producer)?.disconnect();
  }

  private async startProducer(): Promise<Producer> {
    const producer = this.client.producer({
      allowAutoTopicCreation: false,
      // What is sent again, as a leader was late, must not be there twice.
      idempotent: true,
      maxInFlightRequests: 1,
      retry: { retries: 30, initialRetryTime: 50, maxRetryTime: 500 },
    });
    await producer.connect();
    return producer;
  }

  private logger(): LoggerService {
    const log = (message: string) => this.logged.push(message);
    const logger: LoggerService = {
      debug: log,
      info: log,
      warn: log,
      error: log,
      child: () => logger,
    };
    return logger;
  }
}

export function kafkaRef(topic: string): StreamRef {
  return { kind: 'kafka', system: 'local' as ClusterName, topic };
}

function defaults(brokers: string[]): KafkaClusterSettings {
  return {
    name: 'local',
    brokers,
    clientId: 'backstage-realtime',
    ssl: false,
    connectTimeoutMs: 3_000,
    requestTimeoutMs: 10_000,
    recordsEnabled: true,
  };
}
