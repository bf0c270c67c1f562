import {
  CLOSE_CODES,
  SUBPROTOCOL,
  TICKET_PROTOCOL_PREFIX,
  type Command,
} from '@backstage-realtime/plugin-realtime-common';
import type { Transport, TransportHandlers } from './Transport';

/** The part of the browser's WebSocket that is used; `ws` has it too. @public */
export interface WebSocketLike {
  binaryType: string;
  readonly readyState: number;
  send(data: string): void;
  close(code?: number, reason?: string): void;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
}

/** What is called with `new` to open a socket: the browser's WebSocket, or `ws` in tests. @public */
export type WebSocketConstructor = new (
  url: string,
  protocols: string[],
) => WebSocketLike;

interface MessageLike {
  data: unknown;
}

interface CloseLike {
  code: number;
  reason: string;
}

/** RFC 6455: the code of a socket that ended without a close frame. */
const NO_CLOSE_FRAME = 1006;

/** `WebSocket.OPEN`; not every implementation has the constant on instances. */
const OPEN = 1;

/** The gateway over one WebSocket. The ticket travels as a sub-protocol, never in the URL. */
export class WebSocketTransport implements Transport {
  readonly kind = 'websocket';
  private socket?: WebSocketLike;

  static create(options: {
    url: string;
    ticket: string;
    WebSocketImpl: WebSocketConstructor;
  }): WebSocketTransport {
    return new WebSocketTransport(options);
  }

  private constructor(
    private readonly options: {
      url: string;
      ticket: string;
      WebSocketImpl: WebSocketConstructor;
    },
  ) {}

  open(commands: () => readonly Command[], handlers: TransportHandlers): void {
    const { url, ticket, WebSocketImpl } = this.options;
    const socket = new WebSocketImpl(url, [
      SUBPROTOCOL,
      `${TICKET_PROTOCOL_PREFIX}${ticket}`,
    ]);
    this.socket = socket;
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => {
      for (const command of commands()) this.send(command);
      handlers.onReady();
    };
    socket.onmessage = ({ data }: MessageLike) => {
      if (typeof data === 'string') handlers.onText(data);
      else if (data instanceof ArrayBuffer)
        handlers.onBytes(new Uint8Array(data));
    };
    socket.onclose = ({ code, reason }: CloseLike) => {
      handlers.onEnd({
        code: code === NO_CLOSE_FRAME ? undefined : code,
        reason: reason || 'the connection was cut',
      });
    };
    // Says nothing that `onclose`, which always follows, does not say.
    socket.onerror = () => undefined;
  }

  send(command: Command): boolean {
    if (this.socket?.readyState === OPEN)
      this.socket.send(JSON.stringify(command));
    return true;
  }

  close(): void {
    const socket = this.socket;
    if (!socket) return;
    this.socket = undefined;
    socket.onopen = null;
    socket.onmessage = null;
    socket.onclose = null;
    // `ws` throws on an error nobody listens to, so this one stays.
    socket.onerror = () => undefined;
    socket.close(CLOSE_CODES.normal.code, CLOSE_CODES.normal.reason);
  }
}
