import type { Message } from "kafkajs";
import type { Metrics } from "../metrics.js";
import { MAX_MESSAGE_BYTES, type RefusalReason } from "../messages/parse.js";

export const MAX_PER_MINUTE = 600;
const MINUTE_MS = 60_000;

export interface DeadLetter {
  stage: string;
  reason: RefusalReason;
  value: Buffer | null;
  /** Where it was read: `mqtt:ping/messages` or `kafka:topic/partition@offset`. */
  origin: string;
}

/**
 * Keeps messages that cannot be read, with the reason, so that somebody can
 * look at them. A flood of them must not cost more than the good ones: each is
 * cut to 64 KiB, and beyond 600 a minute they are only counted.
 */
export class DeadLetters {
  readonly #push: (message: Message) => boolean;
  readonly #metrics: Metrics;
  readonly #now: () => number;
  #minute = -1;
  #stored = 0;

  constructor(
    push: (message: Message) => boolean,
    metrics: Metrics,
    now: () => number,
  ) {
    this.#push = push;
    this.#metrics = metrics;
    this.#now = now;
  }

  add(letter: DeadLetter): void {
    const { stage, reason } = letter;
    const isStored = this.#isWithinBudget() && this.#push(toMessage(letter));
    const outcome = isStored ? "stored" : "counted";
    this.#metrics.deadLetters.inc({ stage, reason, outcome });
  }

  #isWithinBudget(): boolean {
    const minute = Math.floor(this.#now() / MINUTE_MS);
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#stored = 0;
    }
    this.#stored += 1;
    return this.#stored <= MAX_PER_MINUTE;
  }
}

function toMessage({ stage, reason, value, origin }: DeadLetter): Message {
  const bytes = value ?? Buffer.alloc(0);
  return {
    value: bytes.subarray(0, MAX_MESSAGE_BYTES),
    headers: { stage, reason, origin, bytes: String(bytes.length) },
  };
}
