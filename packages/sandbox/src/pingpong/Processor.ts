import type { IHeaders, Kafka } from 'kafkajs';
import { GroupReader } from './GroupReader';
import { buildPong, parsePing } from './messages';
import { Outbox } from './Outbox';
import type { PipelineNames } from './topics';

/** Turns each ping into a pong; the headers travel on. */
export class Processor {
  readonly #reader: GroupReader;
  readonly #outbox: Outbox;
  #isStalled = false;

  private constructor(reader: GroupReader, outbox: Outbox) {
    this.#reader = reader;
    this.#outbox = outbox;
  }

  static async start(
    kafka: Kafka,
    { pingTopic, pongTopic, processorGroup }: PipelineNames,
  ): Promise<Processor> {
    const outbox = await Outbox.open(kafka, pongTopic);
    const reader = await GroupReader.start(kafka, {
      groupId: processorGroup,
      topic: pingTopic,
      handle: ({ batch }) => {
        const now = Date.now();
        for (const { value, headers } of batch.messages) {
          answer(outbox, value, headers, now);
        }
      },
    });
    return new Processor(reader, outbox);
  }

  get pongCount(): number {
    return this.#outbox.sentCount;
  }

  get isStalled(): boolean {
    return this.#isStalled;
  }

  /** Stops reading without leaving the group, so that the lag grows. */
  setStalled(isStalled: boolean): void {
    this.#isStalled = isStalled;
    if (isStalled) {
      this.#reader.pause();
    } else {
      this.#reader.resume();
    }
  }

  async stop(): Promise<void> {
    await this.#reader.stop();
    await this.#outbox.close();
  }
}

function answer(
  outbox: Outbox,
  value: Buffer | null,
  headers: IHeaders | undefined,
  nowMs: number,
): void {
  const ping = parsePing(value);
  if (ping) {
    const pong = JSON.stringify(buildPong(ping, nowMs));
    outbox.push({ key: ping.messageId, value: pong, headers });
  }
}
