import type { Kafka } from 'kafkajs';
import { GroupReader } from './GroupReader';
import { asPong, type AnalyticsMessage, type PongMessage } from './messages';
import { Outbox } from './Outbox';
import type { PipelineNames } from './topics';
import type { ValueFormats } from './ValueFormat';

const WINDOW_MS = 1_000;

/** Counts pongs by region and writes one record a second for each, if it has a topic for them. */
export class Analytics {
  readonly #reader: GroupReader;
  readonly #outbox?: Outbox;
  readonly #timer: NodeJS.Timeout;

  private constructor(
    reader: GroupReader,
    outbox: Outbox | undefined,
    timer: NodeJS.Timeout,
  ) {
    this.#reader = reader;
    this.#outbox = outbox;
    this.#timer = timer;
  }

  static async start(
    kafka: Kafka,
    { analyticsGroup, analyticsTopic, pongTopic }: PipelineNames,
    { pongs }: ValueFormats,
    onPong: (pong: PongMessage) => void,
  ): Promise<Analytics> {
    const outbox = analyticsTopic
      ? await Outbox.open(kafka, analyticsTopic)
      : undefined;
    const windows = new Map<string, AnalyticsMessage>();
    const reader = await GroupReader.start(kafka, {
      groupId: analyticsGroup,
      topic: pongTopic,
      handle: ({ batch }) => {
        for (const { value } of batch.messages) {
          const pong = asPong(pongs.read(value));
          if (pong) {
            count(windows, pong);
            onPong(pong);
          }
        }
      },
    });
    const timer = setInterval(() => {
      for (const window of windows.values()) {
        outbox?.push({ key: window.region, value: JSON.stringify(window) });
      }
      windows.clear();
    }, WINDOW_MS);
    return new Analytics(reader, outbox, timer);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#reader.stop();
    await this.#outbox?.close();
  }
}

function count(
  windows: Map<string, AnalyticsMessage>,
  { pongTimestamp, processingTimeMs, region }: PongMessage,
): void {
  const window = windows.get(region) ?? {
    region,
    windowStart: Math.floor(pongTimestamp / WINDOW_MS) * WINDOW_MS,
    count: 0,
    averageProcessingTimeMs: 0,
    maxProcessingTimeMs: 0,
  };
  const total = window.averageProcessingTimeMs * window.count;
  window.count += 1;
  window.averageProcessingTimeMs = (total + processingTimeMs) / window.count;
  window.maxProcessingTimeMs = Math.max(
    window.maxProcessingTimeMs,
    processingTimeMs,
  );
  windows.set(region, window);
}
