import { Partitioners, type Kafka, type Message, type Producer } from 'kafkajs';

/** Held while Kafka is away; then the newest are dropped and counted. */
const MAX_HELD = 20_000;
const FLUSH_MS = 20;
const MAX_BATCH = 2_000;

/**
 * Sends messages to one topic in batches: one request per 20 ms at most,
 * whatever the rate. While Kafka is down it holds a bounded number and goes on
 * when it is back.
 */
export class Outbox {
  readonly #producer: Producer;
  readonly #topic: string;
  #held: Message[] = [];
  #timer?: NodeJS.Timeout;
  #sending?: Promise<void>;
  #isClosed = false;
  sentCount = 0;
  droppedCount = 0;

  private constructor(producer: Producer, topic: string) {
    this.#producer = producer;
    this.#topic = topic;
  }

  static async open(kafka: Kafka, topic: string): Promise<Outbox> {
    const producer = kafka.producer({
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
    });
    await producer.connect();
    return new Outbox(producer, topic);
  }

  push(message: Message): void {
    if (this.#isClosed || this.#held.length >= MAX_HELD) {
      this.droppedCount += 1;
      return;
    }
    this.#held.push(message);
    this.#plan();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#producer.disconnect();
    await this.#sending;
  }

  #plan(): void {
    if (!this.#timer && !this.#sending && !this.#isClosed) {
      this.#timer = setTimeout(() => {
        this.#timer = undefined;
        this.#sending = this.#flush();
      }, FLUSH_MS).unref();
    }
  }

  async #flush(): Promise<void> {
    const messages = this.#held.splice(0, MAX_BATCH);
    try {
      await this.#producer.send({ topic: this.#topic, messages });
      this.sentCount += messages.length;
    } catch {
      // Down for longer than the client retries: keep the place, try again.
      const all = [...messages, ...this.#held];
      this.#held = all.slice(0, MAX_HELD);
      this.droppedCount += all.length - this.#held.length;
    }
    this.#sending = undefined;
    if (this.#held.length > 0) {
      this.#plan();
    }
  }
}
