import { AsyncLocalStorage } from 'node:async_hooks';
import { ServerResponse, type IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { UpgradeHandler, UpgradeServer } from './UpgradeRouter';

/** The upgrade whose request handlers run now, also behind their awaits. */
const running = new AsyncLocalStorage<ServerResponse>();

/**
 * Hands an upgrade to the server's request listeners, as Node does without an
 * upgrade listener.
 *
 * A handler there may attach an upgrade listener and leave the request alone;
 * signals does so at the first upgrade it sees. That one would get no answer
 * from anybody, and a browser opens no other socket to a server while one still
 * shakes hands (RFC 6455, 4.1): pages would stand still until it gave up. So a
 * listener gets the upgrade that it was attached by.
 */
export function dispatchAsRequest(
  server: UpgradeServer,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): void {
  if (!(socket instanceof Socket)) return;
  if (head.length > 0) socket.unshift(head);
  const response = new ServerResponse(request);
  response.shouldKeepAlive = false;
  response.assignSocket(socket);
  response.on('finish', () => socket.destroySoon());
  // Node ends a connection whose peer ended; without this an upgrade that
  // nobody answers would stay half open and keep the server from closing.
  socket.on('end', () => socket.end());
  socket.read(0);
  handOnToNewListener(server, response, socket);
  running.run(response, () => server.emit('request', request, response));
}

function handOnToNewListener(
  server: UpgradeServer,
  response: ServerResponse,
  socket: Socket,
): void {
  const before = { url: response.req.url, written: socket.bytesWritten };
  const stop = () => server.off('newListener', onNewListener);
  const onNewListener = (name: string | symbol, listener: UpgradeHandler) => {
    if (name !== 'upgrade' || running.getStore() !== response) return;
    stop();
    // The handler goes on for now and may still answer.
    setImmediate(() => {
      if (!isUntouched(response, socket, before.written)) return;
      // Express shows each router the rest of the path.
      response.req.url = before.url;
      handOn(server, response, socket, listener);
    });
  };
  server.on('newListener', onNewListener);
  response.once('close', stop);
  socket.once('close', stop);
}

/** Nobody answered, took the socket or reads the request, as a proxy does. */
function isUntouched(
  { headersSent, req }: ServerResponse,
  { bytesWritten, destroyed }: Socket,
  writtenBefore: number,
): boolean {
  return (
    !headersSent &&
    !destroyed &&
    bytesWritten === writtenBefore &&
    req.readableFlowing === null
  );
}

function handOn(
  server: UpgradeServer,
  response: ServerResponse,
  socket: Socket,
  listener: UpgradeHandler,
): void {
  response.removeAllListeners('finish');
  response.detachSocket(socket);
  // Early bytes were put back into the socket.
  listener.call(server, response.req, socket, Buffer.alloc(0));
}
