import { Partitioners, type Kafka, type Message, type Producer } from "kafkajs";
import { setTimeout as wait } from "node:timers/promises";
import type { Context } from "../context.js";
import { keepTrying } from "../keepTrying.js";
import { countMessages } from "../metrics.js";

export const MAX_WAITING = 10_000;
const MAX_BATCH = 500;
/** Lets a batch gather; a ping waits no longer for its company. */
const LINGER_MS = 5;
const CLOSE_MS = 5_000;

interface OutboxOptions {
  topic: string;
  /** Label of the metrics. */
  stage: string;
  /** How long closing may take. */
  closeMs?: number;
}

/**
 * Sends messages to one topic in batches and in order. While Kafka is away up
 * to 10,000 wait; then new ones are dropped and counted. Closing sends what
 * waits for at most closeMs, five seconds.
 */
export class Outbox {
  readonly #producer: Producer;
  readonly #context: Context;
  readonly #options: OutboxOptions;
  readonly #waiting: Message[] = [];
  readonly #ended = new AbortController();
  #sending: Promise<void> | undefined;

  constructor(kafka: Kafka, context: Context, options: OutboxOptions) {
    this.#producer = createProducer(kafka);
    this.#context = context;
    this.#options = options;
  }

  /** False when it was dropped. */
  push(message: Message): boolean {
    if (this.#waiting.length >= MAX_WAITING) {
      this.#drop(1);
      return false;
    }
    this.#waiting.push(message);
    this.#sending ??= this.#sendAll().finally(() => {
      this.#sending = undefined;
    });
    return true;
  }

  async close(): Promise<void> {
    const timer = setTimeout(() => {
      this.#ended.abort();
    }, this.#options.closeMs ?? CLOSE_MS);
    await this.#sending;
    clearTimeout(timer);
    this.#drop(this.#waiting.splice(0).length);
    await this.#producer.disconnect();
  }

  async #sendAll(): Promise<void> {
    const { signal } = this.#ended;
    const { log, metrics, now } = this.#context;
    const { topic, stage } = this.#options;
    try {
      while (this.#waiting.length > 0) {
        await wait(LINGER_MS);
        const messages = this.#waiting.slice(0, MAX_BATCH);
        await keepTrying(`Sending to ${topic}`, () => this.#send(messages), {
          log,
          signal,
        });
        this.#waiting.splice(0, messages.length);
        countMessages(metrics, stage, now(), messages.length);
      }
    } catch (error) {
      // Closed while Kafka was away; close() counts what is left.
      if (!signal.aborted) throw error;
    }
  }

  async #send(messages: Message[]): Promise<void> {
    await this.#producer.connect();
    await this.#producer.send({ topic: this.#options.topic, messages });
  }

  #drop(count: number): void {
    if (count === 0) return;
    this.#context.metrics.dropped.inc({ stage: this.#options.stage }, count);
  }
}

export function createProducer(kafka: Kafka): Producer {
  return kafka.producer({
    allowAutoTopicCreation: false,
    createPartitioner: Partitioners.DefaultPartitioner,
  });
}
