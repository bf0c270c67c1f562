import { Kafka, logLevel, type KafkaConfig } from 'kafkajs';
import { Analytics } from './Analytics';
import { Bridge } from './Bridge';
import { Generator, type MqttAccess } from './Generator';
import { PongService } from './PongService';
import { Processor } from './Processor';
import { openFormats } from './ValueFormat';
import { createTopics, PING_PONG_NAMES, type PipelineNames } from './topics';

export interface PingPongOptions {
  bootstrap: string;
  mqtt: MqttAccess;
  /** Pings a second. */
  rate: number;
  webSocketPort?: number;
  /** Of another service; its topics are there already. Default: those of `topics.ts`, which are created. */
  names?: PipelineNames;
  /** Of a schema registry; only for Avro. */
  schemaRegistryUrl?: string;
}

interface Actor {
  stop(): Promise<void>;
}

/**
 * A realtime service as teams build it, from end to end:
 *
 *   generator → MQTT `ping/messages` → bridge → `ping_topic` → processor
 *   → `pong_topic` → analytics → `ping_analytics_topic`
 *                  ↘ `/ws/pong`
 *
 * Each actor knows only its two neighbours and speaks to them over the wire,
 * so what a viewer sees (lag, silence, a gap after a kill) is real. Kafka may
 * go away and come back: outboxes hold a bounded number of messages, group
 * readers start again. Actors are stopped from the source to the sink.
 */
export class PingPong {
  private constructor(
    readonly kafka: Kafka,
    readonly service: PongService,
    readonly generator: Generator,
    private readonly bridge: Bridge,
    readonly processor: Processor,
    private readonly analytics: Analytics,
  ) {}

  static async start(options: PingPongOptions): Promise<PingPong> {
    const { mqtt, names = PING_PONG_NAMES } = options;
    const formats = await openFormats(names, options.schemaRegistryUrl);
    const kafka = new Kafka(buildConfig(options.bootstrap));
    if (!options.names) {
      await createTopics(kafka);
    }
    const started: Actor[] = [];
    const keep = async <T extends Actor>(starting: Promise<T>): Promise<T> => {
      const actor = await starting;
      started.push(actor);
      return actor;
    };
    const service = await keep(PongService.start(options.webSocketPort));
    const starting = [
      keep(Bridge.start(kafka, mqtt, names, formats)),
      keep(Processor.start(kafka, names, formats)),
      keep(Analytics.start(kafka, names, formats, pong => service.send(pong))),
    ] as const;
    try {
      const [bridge, processor, analytics] = await Promise.all(starting);
      const generator = await keep(
        Generator.start(mqtt, names.mqttTopic, options.rate),
      );
      return new PingPong(
        kafka,
        service,
        generator,
        bridge,
        processor,
        analytics,
      );
    } catch (error) {
      await Promise.allSettled(starting);
      await atMost(
        STOP_TIMEOUT_MS,
        Promise.allSettled(started.map(actor => actor.stop())),
      );
      throw error;
    }
  }

  /** Since the start. */
  get counts() {
    return {
      pings: this.generator.pingCount,
      bridged: this.bridge.sentCount,
      pongs: this.processor.pongCount,
    };
  }

  /** Bounded: clients of a dead Kafka would go on trying for half a minute. */
  async stop(): Promise<void> {
    await this.generator.stop();
    await this.service.stop();
    const leaving = [this.bridge, this.processor, this.analytics].map(actor =>
      actor.stop(),
    );
    await atMost(STOP_TIMEOUT_MS, Promise.all(leaving));
  }
}

const STOP_TIMEOUT_MS = 5_000;

async function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>(resolve => {
    timer = setTimeout(resolve, ms);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Patient: a broker that is killed for a while must not end the pipeline. */
function buildConfig(bootstrap: string): KafkaConfig {
  return {
    clientId: 'ping-pong',
    brokers: bootstrap.split(','),
    logLevel: logLevel.NOTHING,
    connectionTimeout: 2_000,
    retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 30 },
  };
}
