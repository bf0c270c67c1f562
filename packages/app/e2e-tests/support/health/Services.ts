import {
  createReadyTopics,
  installKafkaTools,
} from '@backstage-realtime/sandbox/kafka';
import { setTimeout } from 'node:timers/promises';
import {
  Kafka,
  logLevel,
  Partitioners,
  type Admin,
  type Consumer,
  type KafkaMessage,
  type Producer,
} from 'kafkajs';

/** Of a service that writes all the time. */
const PACE_MS = 200;

/**
 * A record that is there is read at once. kafkajs sends no heartbeat while it
 * tries a record again and again: such a member has to outlast its test.
 */
const PROMPT = {
  sessionTimeout: 120_000,
  heartbeatInterval: 1_000,
  maxWaitTimeInMs: 250,
};

/** A service outlives a broker that restarts, and a record it cannot process: for two minutes. */
const OUTLIVES = { initialRetryTime: 100, maxRetryTime: 500, retries: 240 };

/** Java starts, joins and reads. */
const TOOL_MS = 60_000;

/** A consumer group with one member that commits each record it is done with. */
export interface Reader {
  groupId: string;
  topic: string;
  /** Throws for a record that it cannot process, and gets it again. */
  process?(message: KafkaMessage): void;
  /** How long it takes for one. Default: no time. */
  msPerRecord?: number;
}

/** What a cluster is there for: services that write to it and read from it, until {@link stopAll}. */
export class Services {
  private readonly kafka: Kafka;
  private readonly open: (() => Promise<unknown>)[] = [];
  private isOver = false;

  constructor(private readonly bootstrap: string) {
    this.kafka = this.client('services');
  }

  /** Copies and minimum are those of the cluster: 3 and 2. */
  async createTopic(topic: string, numPartitions = 1): Promise<void> {
    await this.withAdmin(admin =>
      createReadyTopics(admin, [
        { topic, numPartitions, replicationFactor: -1 },
      ]),
    );
  }

  async withAdmin<T>(work: (admin: Admin) => Promise<T>): Promise<T> {
    const admin = this.kafka.admin();
    await admin.connect();
    try {
      return await work(admin);
    } finally {
      await admin.disconnect();
    }
  }

  /** Records in turn over the partitions; times in ms since 1970, default now. */
  async write(
    topic: string,
    records: readonly { value: string; timeMs?: number }[],
  ): Promise<void> {
    const producer = await this.producer();
    await producer.send({
      topic,
      acks: -1,
      messages: records.map(({ value, timeMs = Date.now() }) => ({
        value,
        timestamp: `${timeMs}`,
      })),
    });
  }

  /** One record in a committed transaction: offset 0 is the record, offset 1 the marker. */
  async writeInTransaction(topic: string, timeMs: number): Promise<void> {
    const producer = await this.producer(`${topic}-writer`);
    const transaction = await producer.transaction();
    await transaction.send({
      topic,
      messages: [{ value: 'booked', timestamp: `${timeMs}` }],
    });
    await transaction.commit();
  }

  /** Writes to all partitions of a topic, all the time. */
  async keepWriting(topic: string, partitions = 1): Promise<void> {
    const producer = await this.producer();
    const messages = Array.from({ length: partitions }, (_, partition) => ({
      partition,
      value: 'steady',
    }));
    const over = new AbortController();
    const { signal } = over;
    const write = async () => {
      while (!signal.aborted) {
        await producer.send({ topic, acks: -1, messages });
        await setTimeout(PACE_MS, undefined, { signal }).catch(() => undefined);
      }
    };
    const writing = write();
    this.open.push(() => {
      over.abort();
      return writing;
    });
  }

  /** Resolves when the member has joined its group. */
  async read(reader: Reader): Promise<Consumer> {
    const { groupId, topic, process, msPerRecord } = reader;
    const consumer = this.client(`${groupId}-0`).consumer({
      groupId,
      ...PROMPT,
    });
    this.open.push(() => consumer.disconnect());
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    const joined = new Promise(joins =>
      consumer.on(consumer.events.GROUP_JOIN, joins),
    );
    await consumer.run({
      autoCommitThreshold: 1,
      eachMessage: async ({ message }) => {
        process?.(message);
        if (msPerRecord) await setTimeout(msPerRecord);
      },
    });
    await joined;
    return consumer;
  }

  /** A member of a group of the newer protocol; resolves when it has read `count` records. */
  async readModern(reader: Reader, count: number): Promise<void> {
    const tools = await installKafkaTools();
    const consumer = tools.start('kafka-console-consumer', [
      ...['--bootstrap-server', this.bootstrap, '--from-beginning'],
      ...['--topic', reader.topic, '--group', reader.groupId],
      ...['--command-property', 'group.protocol=consumer'],
      ...['--command-property', 'auto.commit.interval.ms=200'],
    ]);
    this.open.push(() => consumer.end('KILL'));
    await consumer.waitForLine(/^modern$/, TOOL_MS, count);
  }

  /** Calls `stop` when all is over, for what was started elsewhere. */
  until(stop: () => Promise<unknown>): void {
    this.open.push(stop);
  }

  /** Ends what was started, the last first. */
  async stopAll(): Promise<void> {
    this.isOver = true;
    for (const stop of this.open.splice(0).reverse()) await stop();
  }

  private client(clientId: string): Kafka {
    return new Kafka({
      clientId,
      brokers: this.bootstrap.split(','),
      logLevel: logLevel.NOTHING,
      retry: {
        ...OUTLIVES,
        // Not after the test: a client without a cluster would never give up.
        restartOnFailure: async () => !this.isOver,
      },
    });
  }

  private async producer(transactionalId?: string): Promise<Producer> {
    const producer = this.kafka.producer({
      createPartitioner: Partitioners.DefaultPartitioner,
      allowAutoTopicCreation: false,
      ...(transactionalId && {
        ...{ transactionalId, idempotent: true, maxInFlightRequests: 1 },
      }),
    });
    await producer.connect();
    this.open.push(() => producer.disconnect());
    return producer;
  }
}
