import WebSocket, { type RawData } from 'ws';
import { RealtimeError } from '@backstage-realtime/plugin-realtime-common';
import type { Clock } from '../../clock';
import type { WebSocketEndpointSettings } from '../../config/settings';
import { type Connection, LinkFailure } from '../shared/keepConnected';
import type { LinkLimits } from '../shared/limits';
import { keepAlive } from './keepAlive';

/**
 * A message over `maxRecordBytes` is a gap of one. One over this many times that
 * is not even taken into memory: the socket is closed and opened again.
 */
const HARD_FACTOR = 4;

/** What a socket hands on. */
export interface SocketReader {
  message(bytes: Uint8Array, isBinary: boolean): void;
  /** A message too large to take; the connection is lost with it. */
  tooLarge(): void;
}

/**
 * Opens one socket to a configured endpoint; redirects are not followed. Rejects
 * with RealtimeError `realtime.websocket.refused` for status 401 and 403.
 */
export function connectWebSocket(
  endpoint: WebSocketEndpointSettings,
  reader: SocketReader,
  options: { limits: LinkLimits; clock: Clock; signal: AbortSignal },
): Promise<Connection> {
  const { limits, clock, signal } = options;
  const socket = new WebSocket(endpoint.url, {
    headers: endpoint.headers,
    followRedirects: false,
    perMessageDeflate: false,
    handshakeTimeout: limits.connectTimeoutMs,
    maxPayload: limits.maxRecordBytes * HARD_FACTOR,
  });
  const stop = () => socket.terminate();
  signal.addEventListener('abort', stop, { once: true });
  const lost = whenLost(socket, reader);
  lost.finally(() => signal.removeEventListener('abort', stop));
  socket.on('message', (data: RawData, isBinary: boolean) =>
    reader.message(data as Buffer, isBinary),
  );
  return new Promise((resolve, reject) => {
    socket.once('unexpected-response', (_, response) => {
      reject(refusalOf(endpoint.name, response.statusCode ?? 0));
      socket.terminate();
    });
    socket.once('error', reject);
    socket.once('close', () => reject(new LinkFailure('no answer')));
    socket.once('open', () => {
      keepAlive(socket, limits.heartbeatMs, clock);
      resolve({ lost, close: stop });
    });
  });
}

function whenLost(socket: WebSocket, reader: SocketReader): Promise<string> {
  return new Promise(resolve => {
    let reason: string | undefined;
    socket.on('error', (error: Error & { code?: string }) => {
      if (error.code !== 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') return;
      reason = 'a message was too large to take';
      reader.tooLarge();
    });
    socket.once('close', code =>
      resolve(reason ?? `the connection was closed with code ${code}`),
    );
  });
}

function refusalOf(name: string, status: number): Error {
  if (status !== 401 && status !== 403) {
    return new LinkFailure(`answered with status ${status}`);
  }
  return new RealtimeError(
    'realtime.websocket.refused',
    `Endpoint ${name} refused the connection with status ${status}; check its headers in app-config`,
  );
}
