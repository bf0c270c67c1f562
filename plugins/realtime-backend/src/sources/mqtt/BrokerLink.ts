import type { IPublishPacket } from 'mqtt';
import {
  RealtimeError,
  topicMatches,
} from '@backstage-realtime/plugin-realtime-common';
import type { MqttBrokerSettings } from '../../config/settings';
import {
  keepConnected,
  type LinkListener,
  type LinkLoss,
} from '../shared/keepConnected';
import type { MessageInbox } from '../shared/MessageInbox';
import type { Outage } from '../shared/Outage';
import type { LinkSetup } from '../shared/readPushed';
import {
  connectMqtt,
  type MqttConnection,
  type MqttReader,
} from './connectMqtt';
import { toMessage } from './toMessage';

/** One stream on a broker's connection. */
export interface MqttStream {
  filter: string;
  inbox: MessageInbox;
  outage: Outage;
}

/**
 * The connection of one broker, shared by all streams of it; it begins with the
 * first stream and ends with the last. A stream is up when its own filter is
 * subscribed, so a refused filter ends that stream and no other.
 */
export class BrokerLink implements LinkListener<MqttConnection> {
  private readonly streams = new Set<MqttStream>();
  private connection: MqttConnection | undefined;
  private loss: LinkLoss | undefined;
  private ending: AbortController | undefined;

  constructor(
    private readonly broker: MqttBrokerSettings,
    private readonly setup: LinkSetup,
  ) {}

  attach(stream: MqttStream): void {
    this.streams.add(stream);
    if (!this.ending) this.start();
    else if (this.connection) void this.subscribe(stream, this.connection);
    else if (this.loss) stream.outage.down(this.loss);
  }

  detach(stream: MqttStream): void {
    if (!this.streams.delete(stream)) return;
    if (this.streams.size === 0) this.end();
    else if (![...this.streams].some(other => other.filter === stream.filter)) {
      this.connection?.unsubscribe(stream.filter);
    }
  }

  up(connection: MqttConnection): void {
    this.connection = connection;
    this.loss = undefined;
    for (const stream of this.streams) void this.subscribe(stream, connection);
  }

  down(loss: LinkLoss): void {
    this.connection = undefined;
    this.loss = loss;
    for (const { outage } of this.streams) outage.down(loss);
  }

  refused(error: RealtimeError): void {
    for (const { outage } of this.streams) outage.refused(error);
    this.streams.clear();
    this.end();
  }

  private start(): void {
    const ending = new AbortController();
    this.ending = ending;
    const { broker, setup } = this;
    const { signal } = ending;
    const reader: MqttReader = {
      message: packet => this.publish(packet),
      tooLarge: topic =>
        this.inboxesOf(topic).forEach(inbox => inbox.lose('too-large')),
    };
    void keepConnected({
      connect: () =>
        connectMqtt(broker, reader, { limits: setup.limits, signal }),
      listener: this,
      signal,
      ...setup,
    });
  }

  private end(): void {
    this.ending?.abort();
    this.ending = undefined;
    this.connection = undefined;
    this.loss = undefined;
  }

  private publish(packet: IPublishPacket): void {
    const message = toMessage(packet, this.setup.clock.now());
    this.inboxesOf(packet.topic).forEach(inbox => inbox.push(message));
  }

  private inboxesOf(topic: string): MessageInbox[] {
    return [...this.streams]
      .filter(({ filter }) => topicMatches(filter, topic))
      .map(({ inbox }) => inbox);
  }

  private async subscribe(
    stream: MqttStream,
    connection: MqttConnection,
  ): Promise<void> {
    try {
      const isGranted = await connection.subscribe(stream.filter);
      if (isGranted) stream.outage.up();
      else stream.outage.refused(this.filterRefusal(stream.filter));
    } catch {
      // The answer did not come. A lost connection tells its own story; one that
      // is still there must not leave the stream waiting for ever.
      connection.close();
    }
  }

  private filterRefusal(filter: string): RealtimeError {
    return new RealtimeError(
      'realtime.mqtt.refused',
      `MQTT broker ${this.broker.name} refused the topic filter ${filter}; ask its owner for the right to subscribe`,
    );
  }
}
