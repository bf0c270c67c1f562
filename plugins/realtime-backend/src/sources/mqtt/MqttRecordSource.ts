import {
  RealtimeError,
  type StreamRef,
} from '@backstage-realtime/plugin-realtime-common';
import type {
  OpenOptions,
  RecordSource,
  SourceEvent,
  StreamDescription,
} from '@backstage-realtime/plugin-realtime-node';
import { systemClock, type Clock } from '../../clock';
import type { MqttBrokerSettings } from '../../config/settings';
import { describePushed } from '../shared/describePushed';
import { LINK_LIMITS, type LinkLimits } from '../shared/limits';
import { MessageInbox } from '../shared/MessageInbox';
import { Outage } from '../shared/Outage';
import { BrokerLink, type MqttStream } from './BrokerLink';

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
    private readonly limits: LinkLimits,
    private readonly clock: Clock,
  ) {}

  static create(options: {
    brokers: ReadonlyMap<string, MqttBrokerSettings>;
    limits?: Partial<LinkLimits>;
    clock?: Clock;
    random?: () => number;
  }): MqttRecordSource {
    const { brokers, clock = systemClock, random = Math.random } = options;
    const limits = { ...LINK_LIMITS, ...options.limits };
    const links = new Map(
      [...brokers].map(([name, broker]) => [
        name,
        new BrokerLink(broker, limits, clock, random),
      ]),
    );
    return new MqttRecordSource(links, limits, clock);
  }

  async describe(ref: StreamRef): Promise<StreamDescription> {
    this.linkOf(ref);
    return describePushed();
  }

  async *open(
    ref: StreamRef,
    options: OpenOptions,
  ): AsyncGenerator<SourceEvent> {
    const { link, filter } = this.linkOf(ref);
    const { limits, clock } = this;
    const inbox = new MessageInbox(limits, clock);
    const outage = new Outage(`broker ${ref.system}`, inbox, clock);
    const stream: MqttStream = { filter, inbox, outage };
    const signal = AbortSignal.any([options.signal, this.closing.signal]);
    // A reader that aborts may never ask for another event: the connection must
    // not wait for it.
    const detach = () => link.detach(stream);
    signal.addEventListener('abort', detach, { once: true });
    if (!signal.aborted) link.attach(stream);
    try {
      yield* inbox.events(signal);
    } finally {
      signal.removeEventListener('abort', detach);
      detach();
    }
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
