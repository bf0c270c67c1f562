import {
  RealtimeError,
  writeHeaderBlock,
  type StreamRef,
} from '@backstage-realtime/plugin-realtime-common';
import type {
  OpenOptions,
  RecordSource,
  SourceEvent,
  StreamDescription,
} from '@backstage-realtime/plugin-realtime-node';
import { systemClock, type Clock } from '../../clock';
import type { WebSocketEndpointSettings } from '../../config/settings';
import { describePushed } from '../shared/describePushed';
import { keepConnected } from '../shared/keepConnected';
import { LINK_LIMITS, type LinkLimits } from '../shared/limits';
import { MessageInbox } from '../shared/MessageInbox';
import { Outage } from '../shared/Outage';
import { connectWebSocket, type SocketReader } from './connectWebSocket';

const HEADERS = {
  text: headerBlock('text'),
  binary: headerBlock('binary'),
};

/**
 * Messages of the WebSocket endpoints in app-config as records: one partition,
 * no key, one header `opcode` (`text` or `binary`), time stamps of arrival,
 * offsets counted from 0 by each reader. One upstream socket a reader. Nothing
 * is ever sent upstream but pings. What passes while the socket is away cannot
 * be had again and is a gap of unknown count.
 */
export class WebSocketRecordSource implements RecordSource {
  private readonly closing = new AbortController();

  private constructor(
    private readonly endpoints: ReadonlyMap<string, WebSocketEndpointSettings>,
    private readonly limits: LinkLimits,
    private readonly clock: Clock,
    private readonly random: () => number,
  ) {}

  static create(options: {
    endpoints: ReadonlyMap<string, WebSocketEndpointSettings>;
    limits?: Partial<LinkLimits>;
    clock?: Clock;
    random?: () => number;
  }): WebSocketRecordSource {
    const { endpoints, clock = systemClock, random = Math.random } = options;
    const limits = { ...LINK_LIMITS, ...options.limits };
    return new WebSocketRecordSource(endpoints, limits, clock, random);
  }

  async describe(ref: StreamRef): Promise<StreamDescription> {
    this.endpointOf(ref);
    return describePushed();
  }

  async *open(
    ref: StreamRef,
    options: OpenOptions,
  ): AsyncGenerator<SourceEvent> {
    const endpoint = this.endpointOf(ref);
    const { limits, clock, random } = this;
    const inbox = new MessageInbox(limits, clock);
    const reader = readInto(inbox, clock);
    const ending = new AbortController();
    const signal = AbortSignal.any([
      options.signal,
      this.closing.signal,
      ending.signal,
    ]);
    const connected = keepConnected({
      connect: () =>
        connectWebSocket(endpoint, reader, { limits, clock, signal }),
      listener: new Outage(`endpoint ${endpoint.name}`, inbox, clock),
      limits,
      clock,
      random,
      signal,
    });
    try {
      yield* inbox.events(signal);
    } finally {
      ending.abort();
      await connected;
    }
  }

  async close(): Promise<void> {
    this.closing.abort();
  }

  private endpointOf(ref: StreamRef): WebSocketEndpointSettings {
    const endpoint =
      ref.kind === 'websocket' ? this.endpoints.get(ref.system) : undefined;
    if (endpoint) return endpoint;
    throw new RealtimeError(
      'realtime.stream.not-configured',
      `app-config has no WebSocket endpoint ${ref.system}; add it under realtime.websocket.endpoints`,
    );
  }
}

function readInto(inbox: MessageInbox, clock: Clock): SocketReader {
  return {
    message: (value, isBinary) =>
      inbox.push({
        key: null,
        value,
        headerBlock: isBinary ? HEADERS.binary : HEADERS.text,
        headerCount: 1,
        timestampMs: clock.now(),
      }),
    tooLarge: () => inbox.lose('too-large'),
  };
}

function headerBlock(opcode: string): Uint8Array {
  const value = new TextEncoder().encode(opcode);
  return writeHeaderBlock([{ name: 'opcode', value }]);
}
