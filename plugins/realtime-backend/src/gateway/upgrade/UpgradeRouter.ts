import type { IncomingMessage, Server } from 'node:http';
import type { Server as SecureServer } from 'node:https';
import type { Duplex } from 'node:stream';
import { dispatchAsRequest } from './dispatchAsRequest';
import { rejectUpgrade } from './rejectUpgrade';

/** A server that may upgrade connections. @public */
export type UpgradeServer = Server | SecureServer;

/** Takes an upgrade meant for us. */
export type UpgradeHandler = (
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
) => void;

/**
 * Our place on an HTTP server that others use too.
 *
 * Node has a hard rule: without an `upgrade` listener an upgrade is an ordinary
 * request and reaches Express; with any listener Express never sees one again.
 * Plugins that upgrade inside Express, or attach on the first upgrade they see
 * there, would stop working the moment we listen. So what is not ours is handed
 * to Express as if we were not there, unless somebody else listens as well and
 * may answer. A socket that is not ours is never closed by us.
 */
export class UpgradeRouter {
  private readonly listeners = new Map<UpgradeServer, UpgradeHandler>();

  /** `basePaths` are those of this plugin; streams open at `/v1/stream` below them. */
  static create(
    basePaths: readonly string[],
    accept: UpgradeHandler,
  ): UpgradeRouter {
    return new UpgradeRouter(basePaths, accept);
  }

  private constructor(
    private readonly basePaths: readonly string[],
    private readonly accept: UpgradeHandler,
  ) {}

  /** Idempotent for each server. */
  attach(server: UpgradeServer): void {
    if (this.listeners.has(server)) return;
    const listener: UpgradeHandler = (request, socket, head) =>
      this.route(server, request, socket, head);
    this.listeners.set(server, listener);
    server.on('upgrade', listener);
    server.once('close', () => this.detach(server));
  }

  detachAll(): void {
    for (const server of [...this.listeners.keys()]) this.detach(server);
  }

  private detach(server: UpgradeServer): void {
    const listener = this.listeners.get(server);
    if (listener) server.off('upgrade', listener);
    this.listeners.delete(server);
  }

  private route(
    server: UpgradeServer,
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
  ): void {
    // First of all: a reset without a listener would be an uncaught exception.
    socket.on('error', () => socket.destroy());
    const path = pathOf(request);
    const isOurs = this.basePaths.some(base => path.startsWith(`${base}/`));
    const isStream = this.basePaths.some(base => path === `${base}/v1/stream`);
    if (isStream && isWebSocket(request)) this.accept(request, socket, head);
    else if (isOurs && isWebSocket(request))
      rejectUpgrade(socket, 404, 'Streams open at /v1/stream of this plugin');
    else if (isOurs || server.listenerCount('upgrade') === 1)
      dispatchAsRequest(server, request, socket, head);
  }
}

function isWebSocket({ headers }: IncomingMessage): boolean {
  return headers.upgrade?.toLowerCase() === 'websocket';
}

function pathOf({ url }: IncomingMessage): string {
  const [path] = (url ?? '').split('?', 1);
  return path;
}
