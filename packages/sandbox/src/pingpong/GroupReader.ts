import type { Consumer, EachBatchPayload, Kafka } from 'kafkajs';

export type HandleBatch = (payload: EachBatchPayload) => void | Promise<void>;

/**
 * A consumer group of one member that survives its broker: when kafkajs gives
 * up, it is told to start again, for as long as the sandbox runs.
 */
export class GroupReader {
  readonly #consumer: Consumer;
  readonly #topic: string;

  private constructor(consumer: Consumer, topic: string) {
    this.#consumer = consumer;
    this.#topic = topic;
  }

  static async start(
    kafka: Kafka,
    options: { groupId: string; topic: string; handle: HandleBatch },
  ): Promise<GroupReader> {
    const { groupId, topic, handle } = options;
    const consumer = kafka.consumer({
      groupId,
      maxWaitTimeInMs: 500,
      sessionTimeout: 10_000,
      allowAutoTopicCreation: false,
      retry: { restartOnFailure: async () => true },
    });
    await consumer.connect();
    await consumer.subscribe({ topic });
    await consumer.run({
      autoCommitInterval: 1_000,
      eachBatch: async payload => handle(payload),
    });
    return new GroupReader(consumer, topic);
  }

  /** Stays in the group, reads nothing: its lag grows. */
  pause(): void {
    this.#consumer.pause([{ topic: this.#topic }]);
  }

  resume(): void {
    this.#consumer.resume([{ topic: this.#topic }]);
  }

  async stop(): Promise<void> {
    await this.#consumer.disconnect();
  }
}
