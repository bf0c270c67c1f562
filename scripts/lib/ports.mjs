import { createServer } from 'node:net';
import { UserError } from './say.mjs';

/** Ports tried after the wanted one before giving up. */
const TRIES = 50;

/** True when a server could listen on the port of this host now. */
export function isPortFree(port, host = '127.0.0.1') {
  return new Promise(resolve => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host, exclusive: true }, () => {
      probe.close(() => resolve(true));
    });
  });
}

/**
 * The wanted port, or the next free one after it.
 * UserError when none of the next 50 is free.
 */
export async function findFreePort(wanted, isFree = isPortFree) {
  for (let port = wanted; port < wanted + TRIES && port <= 65_535; port++) {
    if (await isFree(port)) return port;
  }
  throw new UserError(
    `No free port from ${wanted} on. Choose another with --port.`,
  );
}
