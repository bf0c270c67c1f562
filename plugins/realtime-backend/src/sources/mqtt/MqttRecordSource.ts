import {
  RealtimeError,
  type StreamRef,
} from '@backstage-realtime/plugin-realtime-common';
import type {
  OpenOptions,
  RecordSource,
} from '@backstage-realtime/plugin-realtime-node';
import type { MqttBrokerSettings } from '../../config/settings';
import { describePushed } from '../shared/describePushed';
import {
  readPushed,
  toLinkSetup,
  type LinkSetup,
  type PushedSourceOptions,
} from '../shared/readPushed';
import { BrokerLink } from './BrokerLink';

/**
 * Messages of MQTT topic filters as records: one partition, the topic name as
 * key, time stamps of arrival, offsets counted from 0 by each reader. One
 * connection a broker, shared by its streams. Only subscribes, at QoS 0, with a
 * clean session. What passes while the broker is away is a gap of unknown count.
 */
export class MqttRecordSource implements RecordSource {
  private readonly closing = new AbortController();

  private constructor(
    private readonly links: ReadonlyMap<string, BrokerLink>,
    private readonly setup: LinkSetup,
  ) {}

  static create({
    brokers,
    ...options
  }: PushedSourceOptions & {
    brokers: ReadonlyMap<string, MqttBrokerSettings>;
  }): MqttRecordSource {
    const setup = toLinkSetup(options);
    const links = new Map(
      [...brokers].map(([name, broker]) => [
        name,
        new BrokerLink(broker, setup),
      ]),
    );
    return new MqttRecordSource(links, setup);
  }

  async describe(ref: StreamRef) {
    this.linkOf(ref);
    return describePushed();
  }

  async *open(ref: StreamRef, options: OpenOptions) {
    const { link, filter } = this.linkOf(ref);
    const signals = [options.signal, this.closing.signal];
    yield* readPushed(`broker ${ref.system}`, this.setup, signals, stream => {
      const { signal } = stream;
      if (signal.aborted) return;
      const attached = { ...stream, filter };
      link.attach(attached);
      signal.addEventListener('abort', () => link.detach(attached));
    });
  }

  async close(): Promise<void> {
    this.closing.abort();
  }

  private linkOf(ref: StreamRef): { link: BrokerLink; filter: string } {
    const link = ref.kind === 'mqtt' ? this.links.get(ref.system) : undefined;
    if (link && ref.kind === 'mqtt') return { link, filter: ref.topic };
    throw new RealtimeError(
      'realtime.stream.not-configured',
      `app-config has no MQTT broker ${ref.system}; add it under realtime.mqtt.brokers`,
    );
  }
}
