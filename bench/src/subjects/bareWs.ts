import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { schedule, createValue } from '../harness/workload';
import { serveRole } from '../harness/roles';

/**
 * Baseline B1: what `ws` alone allows. Each message goes to each viewer by
 * `ws.send` of one buffer, encoded once. A message is skipped for everybody while
 * a socket has more than 256 kB unsent, or memory would grow without end.
 */
const HIGH_WATER_BYTES = 256 * 1024;

/** Looking for full sockets at every message would be charged to the baseline. */
const LOOK_MS = 1;

const server = createServer();
const sockets = new WebSocketServer({ server, perMessageDeflate: false });
let stopSending = () => {};

serveRole({
  listen: async () => {
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    return { port: (server.address() as AddressInfo).port };
  },
  run: ({
    perSecond,
    valueBytes,
  }: {
    perSecond: number;
    valueBytes: number;
  }) => {
    let id = 0;
    let lookedAtMs = 0;
    let isFull = false;
    const sender = schedule(perSecond, intendedNs => {
      const clients = [...sockets.clients];
      if (performance.now() - lookedAtMs >= LOOK_MS) {
        lookedAtMs = performance.now();
        isFull = clients.some(c => c.bufferedAmount > HIGH_WATER_BYTES);
      }
      if (isFull) return;
      const message = createValue(valueBytes, id++, intendedNs);
      for (const client of clients) client.send(message);
    });
    stopSending = sender.stop;
  },
  halt: () => stopSending(),
});
