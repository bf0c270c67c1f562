import type { KafkaBroker } from '@backstage-realtime/sandbox';
import { createReadyTopics } from '@backstage-realtime/sandbox/kafka';
import { Kafka, logLevel, type Admin } from 'kafkajs';
import { systemClock, type Clock } from '../../../clock';
import type { KafkaClusterSettings } from '../../../config/settings';
import { ClusterConnection } from '../../../sources/kafka/connection/ClusterConnection';
import type { GroupObservation, Observation } from '../../observation';
import { observe } from '../kafka/observe';
import type { ObservePlan } from '../kafka/ObservePlan';
import type { ObserverMemory } from '../kafka/ObserverMemory';
import { commitOffsets } from './commitOffsets';

const logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  child: () => logger,
};

/** A connection to observe through, and an independent client to prepare what is observed. */
export class ObserveFixture {
  readonly client: Kafka;
  readonly connection: ClusterConnection;
  private names = 0;

  constructor(
    broker: Pick<KafkaBroker, 'bootstrap'>,
    clock: Clock = systemClock,
  ) {
    const brokers = broker.bootstrap.split(',');
    this.client = new Kafka({ brokers, logLevel: logLevel.NOTHING });
    const settings: KafkaClusterSettings = {
      name: 'local',
      brokers,
      clientId: 'observer',
      ssl: false,
      connectTimeoutMs: 3_000,
      requestTimeoutMs: 10_000,
      recordsEnabled: true,
    };
    this.connection = ClusterConnection.create({ settings, logger, clock });
  }

  name(prefix: string): string {
    return `${prefix}-${process.pid}-${Date.now()}-${this.names++}`;
  }

  async withAdmin<T>(work: (admin: Admin) => Promise<T>): Promise<T> {
    const admin = this.client.admin();
    await admin.connect();
    try {
      return await work(admin);
    } finally {
      await admin.disconnect();
    }
  }

  async createTopic(
    numPartitions: number,
    config: Record<string, string> = {},
  ) {
    const topic = this.name('topic');
    const configEntries = Object.entries(config).map(([name, value]) => ({
      name,
      value,
    }));
    await this.withAdmin(admin =>
      createReadyTopics(admin, [{ topic, numPartitions, configEntries }]),
    );
    return topic;
  }

  /** Records into one partition, at given times (ms since 1970). */
  async send(topic: string, partition: number, timesMs: readonly number[]) {
    const producer = this.client.producer({ allowAutoTopicCreation: false });
    await producer.connect();
    await producer.send({
      topic,
      messages: timesMs.map(timeMs => ({
        partition,
        value: 'v',
        timestamp: `${timeMs}`,
      })),
    });
    await producer.disconnect();
  }

  async commit(group: string, topic: string, offsets: Record<number, number>) {
    await commitOffsets(this.connection, group, topic, offsets);
  }

  /** A member of the group that reads the topic from its beginning and commits each record; the answer leaves. */
  async join(group: string, topic: string): Promise<() => Promise<void>> {
    const consumer = this.client.consumer({ groupId: group });
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    const joined = new Promise(resolve =>
      consumer.on(consumer.events.GROUP_JOIN, resolve),
    );
    await consumer.run({ autoCommitThreshold: 1, eachMessage: async () => {} });
    await joined;
    return () => consumer.disconnect();
  }

  observe(
    topics: readonly string[],
    groups: readonly string[] = [],
    options: {
      plan?: Partial<ObservePlan>;
      memory?: ObserverMemory;
      clock?: Clock;
    } = {},
  ): Promise<Observation> {
    return observe(this.connection, { topics, groups }, options);
  }

  close(): void {
    this.connection.close();
  }
}

/** Committed offsets as numbers, by partition; the code where there is none. */
export function commitsOf({ offsets }: GroupObservation) {
  return offsets.map(({ committed }) =>
    committed.known ? Number(committed.value) : committed.missing.code,
  );
}
