import {
  RealtimeError,
  writeHeaderBlock,
  type StreamRef,
} from '@backstage-realtime/plugin-realtime-common';
import type {
  OpenOptions,
  RecordSource,
} from '@backstage-realtime/plugin-realtime-node';
import type { Clock } from '../../clock';
import type { WebSocketEndpointSettings } from '../../config/settings';
import { describePushed } from '../shared/describePushed';
import { keepConnected } from '../shared/keepConnected';
import type { MessageInbox } from '../shared/MessageInbox';
import {
  readPushed,
  toLinkSetup,
  type LinkSetup,
  type PushedSourceOptions,
} from '../shared/readPushed';
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
    private readonly setup: LinkSetup,
  ) {}

  static create({
    endpoints,
    ...options
  }: PushedSourceOptions & {
    endpoints: ReadonlyMap<string, WebSocketEndpointSettings>;
  }): WebSocketRecordSource {
    return new WebSocketRecordSource(endpoints, toLinkSetup(options));
  }

  async describe(ref: StreamRef) {
    this.endpointOf(ref);
    return describePushed();
  }

  async *open(ref: StreamRef, options: OpenOptions) {
    const { setup } = this;
    const endpoint = this.endpointOf(ref);
    const part = `endpoint ${endpoint.name}`;
    const signals = [options.signal, this.closing.signal];
    yield* readPushed(part, setup, signals, ({ inbox, outage, signal }) => {
      const reader = readInto(inbox, setup.clock);
      const connect = () =>
        connectWebSocket(endpoint, reader, { ...setup, signal });
      return keepConnected({ connect, listener: outage, signal, ...setup });
    });
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
