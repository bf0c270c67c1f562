import type { Kafka, KafkaMessage } from 'kafkajs';
import { GroupReader } from './GroupReader';
import { asPing, buildPong } from './messages';
import { Outbox } from './Outbox';
import type { PipelineNames } from './topics';
import type { ValueFormats } from './ValueFormat';

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
    formats: ValueFormats,
  ): Promise<Processor> {
    const outbox = await Outbox.open(kafka, pongTopic);
    const reader = await GroupReader.start(kafka, {
      groupId: processorGroup,
      topic: pingTopic,
      handle: ({ batch }) => {
        const nowMs = Date.now();
        for (const message of batch.messages) {
          answer(outbox, formats, message, nowMs);
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
  { pings, pongs }: ValueFormats,
  { value, headers }: KafkaMessage,
  nowMs: number,
): void {
  const ping = asPing(pings.read(value));
  if (ping) {
    const pong = pongs.write(buildPong(ping, nowMs));
    outbox.push({ key: ping.messageId, value: pong, headers });
  }
}
