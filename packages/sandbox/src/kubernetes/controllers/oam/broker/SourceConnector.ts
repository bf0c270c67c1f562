import type { Kafka } from 'kafkajs';
import { connectAsync, type MqttClient } from 'mqtt';
import { Outbox } from '../../../../pingpong/Outbox';
import { readKey } from './readKey';

/** What one connector carries, and how. */
export interface ConnectorWish {
  broker: { url: string; username?: string; password?: string };
  mqttTopic: string;
  kafkaTopic: string;
  keyField: string;
  /** 0, 1 or 2, as MQTT means them. */
  qos: number;
  errorPolicy: 'RETRY' | 'IGNORE' | 'FAIL';
}

/** As the connector's own `autoRestart` says. */
const MAX_RESTARTS = 10;

/**
 * The way from MQTT into Kafka that Kafka Connect is in a cluster. A message
 * that is no JSON, or lacks the field that is the key, stops the connector; it
 * is started again ten times at most, and then stays FAILED. `IGNORE` passes
 * over such messages.
 */
export class SourceConnector {
  readonly #client: MqttClient;
  readonly #outbox: Outbox;
  readonly #onFailed: () => void;
  #failures = 0;
  state: 'RUNNING' | 'FAILED' = 'RUNNING';

  private constructor(
    client: MqttClient,
    outbox: Outbox,
    onFailed: () => void,
  ) {
    this.#client = client;
    this.#outbox = outbox;
    this.#onFailed = onFailed;
  }

  /** Throws when Kafka or the broker does not answer. */
  static async start(
    kafka: Kafka,
    wish: ConnectorWish,
    onFailed: () => void,
  ): Promise<SourceConnector> {
    const { broker, kafkaTopic, mqttTopic, qos } = wish;
    const { url, ...credentials } = broker;
    const outbox = await Outbox.open(kafka, kafkaTopic);
    const options = { ...credentials, protocolVersion: 4 } as const;
    const client = await connectAsync(url, options).catch(async error => {
      await outbox.close();
      throw error;
    });
    const connector = new SourceConnector(client, outbox, onFailed);
    client.on('message', (_, payload) => connector.#carry(payload, wish));
    await client.subscribeAsync(mqttTopic, { qos: qos as 0 | 1 | 2 });
    return connector;
  }

  async stop(): Promise<void> {
    await this.#client.endAsync(true);
    await this.#outbox.close();
  }

  #carry(value: Buffer, { errorPolicy, keyField }: ConnectorWish): void {
    const key = readKey(value, keyField);
    if (key !== undefined) {
      this.#outbox.push({ key, value });
    } else if (errorPolicy !== 'IGNORE') {
      this.#fail();
    }
  }

  #fail(): void {
    this.#failures += 1;
    if (this.#failures <= MAX_RESTARTS || this.state === 'FAILED') {
      return;
    }
    this.state = 'FAILED';
    this.#client.end(true);
    this.#onFailed();
  }
}
