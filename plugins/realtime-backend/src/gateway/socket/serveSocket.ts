import { randomUUID } from 'node:crypto';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { UserCredentials } from '../../access/StreamAccess';
import { BackPressure } from '../BackPressure';
import type { Rounds } from '../Rounds';
import { Deadlines } from '../session/Deadlines';
import type { SessionServices } from '../session/SessionServices';
import { ViewerSession } from '../session/ViewerSession';
import { Heartbeat } from './Heartbeat';
import { WebSocketTransport } from './WebSocketTransport';

/** Wires one accepted socket to a session; everything stops with the socket. */
export function serveSocket(
  ws: WebSocket,
  raw: Duplex,
  credentials: UserCredentials,
  services: SessionServices,
  heartbeats: Rounds,
): ViewerSession {
  const { clock, settings } = services;
  const deadlines = Deadlines.create<'grace'>(clock);
  const pressure = BackPressure.create({
    limits: settings.gateway,
    clock,
    unsentBytes: () => raw.writableLength,
    onTooSlow: () => session.close('tooSlow'),
  });
  const transport = WebSocketTransport.create({
    ws,
    raw,
    pressure,
    deadlines,
    takePing: () => heartbeat.takePing(),
  });
  const id = randomUUID();
  const session = ViewerSession.create({
    id,
    credentials,
    transport,
    services,
  });
  const heartbeat = Heartbeat.start(ws, heartbeats, {
    ping: () => transport.ping(),
    onSilent: () => session.close('silent'),
  });
  ws.on('message', (data, isBinary) => {
    session.handle(isBinary ? '' : data.toString());
  });
  ws.on('error', error => closeOnError(session, error));
  ws.on('close', () => {
    heartbeat.stop();
    deadlines.clearAll();
    pressure.stop();
    session.end();
  });
  raw.on('drain', () => {
    pressure.drained();
    session.wake();
  });
  session.start();
  return session;
}

/** `ws` answers 1009 by itself; any other error means the peer breaks the protocol or is gone. */
function closeOnError(session: ViewerSession, error: Error): void {
  const code: unknown = Reflect.get(error, 'code');
  const isTooLarge = code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH';
  session.close(isTooLarge ? 'tooLarge' : 'badCommand');
}
