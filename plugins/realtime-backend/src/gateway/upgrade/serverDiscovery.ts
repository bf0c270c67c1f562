import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { Server } from 'node:http';
import { Server as SecureServer } from 'node:https';
import type { Config } from '@backstage/config';
import type { UpgradeServer } from './UpgradeRouter';

/** Node publishes each accepted connection here, before its first byte is read. */
const CHANNEL = 'net.server.socket';

/** Port of the backend when app-config does not say. */
const DEFAULT_PORT = 7007;

/**
 * Port the backend listens on, as `backend.listen` says in one of its two
 * forms; undefined when the system chooses it.
 */
export function readListenPort(config: Config): number | undefined {
  const listen = config.getOptional('backend.listen');
  const text =
    typeof listen === 'string'
      ? listen.slice(listen.lastIndexOf(':') + 1)
      : config.getOptional('backend.listen.port');
  const port = text === undefined ? DEFAULT_PORT : Number(text);
  return Number.isInteger(port) && port > 0 ? port : undefined;
}

/**
 * Finds the backend's HTTP server by its port, at its first connection and so
 * in time for its first upgrade: no service of the framework hands it out. The
 * answer stops the search. A replica that only ever sees upgrades needs this.
 */
export function findServers(
  port: number,
  onServer: (server: UpgradeServer) => void,
): () => void {
  const onConnection = (message: unknown) => {
    const server = serverOf(message);
    if (server && portOf(server) === port) onServer(server);
  };
  subscribe(CHANNEL, onConnection);
  return () => unsubscribe(CHANNEL, onConnection);
}

function serverOf(message: unknown): UpgradeServer | undefined {
  const socket: unknown = Reflect.get(Object(message), 'socket');
  return serverOfSocket(socket);
}

/** The HTTP server a connection belongs to. Node keeps it on the socket, outside its types. */
export function serverOfSocket(socket: unknown): UpgradeServer | undefined {
  const server: unknown = Reflect.get(Object(socket), 'server');
  return server instanceof Server || server instanceof SecureServer
    ? server
    : undefined;
}

function portOf(server: UpgradeServer): number | undefined {
  const address = server.address();
  return typeof address === 'object' ? address?.port : undefined;
}
