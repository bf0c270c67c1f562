import type { Kafka } from 'kafkajs';
import { connectAsync, type MqttClient } from 'mqtt';
import type { MqttAccess } from './Generator';
import { buildTraceparent, parsePing } from './messages';
import { Outbox } from './Outbox';
import type { PipelineNames } from './topics';
import type { ValueFormats } from './ValueFormat';

/** Carries pings from MQTT to Kafka, keyed by message id, and adds headers. */
export class Bridge {
  readonly #client: MqttClient;
  readonly #outbox: Outbox;

  private constructor(client: MqttClient, outbox: Outbox) {
    this.#client = client;
    this.#outbox = outbox;
  }

  static async start(
    kafka: Kafka,
    mqtt: MqttAccess,
    { mqttTopic, pingTopic }: PipelineNames,
    { pings }: ValueFormats,
  ): Promise<Bridge> {
    const { url, ...credentials } = mqtt;
    const [outbox, client] = await Promise.all([
      Outbox.open(kafka, pingTopic),
      connectAsync(url, { ...credentials, protocolVersion: 4 }),
    ]);
    client.on('message', (_topic, payload) => {
      const ping = parsePing(payload);
      if (ping) {
        const { gateway, messageId } = ping;
        const headers = { source: gateway, traceparent: buildTraceparent() };
        const value = pings.write(ping, payload);
        outbox.push({ key: messageId, value, headers });
      }
    });
    await client.subscribeAsync(mqttTopic);
    return new Bridge(client, outbox);
  }

  get sentCount(): number {
    return this.#outbox.sentCount;
  }

  async stop(): Promise<void> {
    await this.#client.endAsync(true);
    await this.#outbox.close();
  }
}
