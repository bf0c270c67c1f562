import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import {
  itKeepsTheContractOfPushedSources,
  TIGHT_LIMITS,
  type PushedWorld,
} from '../testUtils/pushedSourceContract';
import { EventReader } from '../testUtils/readEvents';
import type { LinkLimits } from '../shared/limits';
import { WebSocketRecordSource } from './WebSocketRecordSource';

interface SocketWorld extends PushedWorld {
  sockets: WebSocketServer;
  requests: IncomingMessage[];
  status: { now?: number };
  send(payload: string | Buffer, times?: number): void;
}

async function startWorld(
  limits: Partial<LinkLimits> = TIGHT_LIMITS,
): Promise<SocketWorld> {
  const server = createServer();
  const sockets = new WebSocketServer({ noServer: true });
  const requests: IncomingMessage[] = [];
  const status: { now?: number } = {};
  server.on('upgrade', (request, socket, head) => {
    requests.push(request);
    if (status.now) {
      socket.end(
        `HTTP/1.1 ${status.now} No\r\nLocation: ws://127.0.0.1:1/\r\n\r\n`,
      );
    } else {
      sockets.handleUpgrade(request, socket, head, ws =>
        sockets.emit('connection', ws, request),
      );
    }
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const endpoint = {
    name: 'ping-pong',
    url: `ws://127.0.0.1:${port}/events`,
    headers: { 'x-token': 's3cret' },
    recordsEnabled: true,
  };
  const source = WebSocketRecordSource.create({
    endpoints: new Map([[endpoint.name, endpoint]]),
    limits,
  });
  const each = (act: (socket: WebSocket) => void) =>
    sockets.clients.forEach(act);
  const send = (payload: string | Buffer, times = 1) =>
    each(socket => {
      for (let i = 0; i < times; i += 1) socket.send(payload);
    });
  return {
    source,
    ref: { kind: 'websocket', system: 'ping-pong' },
    unknownRef: { kind: 'websocket', system: 'nowhere' },
    sockets,
    requests,
    status,
    send,
    publish: async payload => {
      const [socket] = sockets.clients;
      const ponged = once(socket, 'pong');
      socket.send(payload);
      socket.ping();
      await ponged;
    },
    cut: async () => each(socket => socket.terminate()),
    refuse: () => {
      status.now = 401;
    },
    whenEmpty: () => whenEmpty(sockets),
    stop: () => stop(server, sockets),
  };
}

async function whenEmpty(sockets: WebSocketServer): Promise<void> {
  await Promise.all([...sockets.clients].map(socket => once(socket, 'close')));
  expect(sockets.clients.size).toBe(0);
}

async function stop(server: Server, sockets: WebSocketServer): Promise<void> {
  sockets.clients.forEach(socket => socket.terminate());
  server.closeAllConnections();
  await new Promise(resolve => server.close(resolve));
}

describe('WebSocketRecordSource', () => {
  itKeepsTheContractOfPushedSources('realtime.websocket.refused', startWorld);
});

describe('a WebSocket endpoint', () => {
  let world: SocketWorld;
  let abort: AbortController;

  const start = async (limits?: Partial<LinkLimits>) => {
    world = await startWorld(limits);
    return new EventReader(
      world.source.open(world.ref, {
        from: { at: 'latest' },
        signal: abort.signal,
      }),
    );
  };

  beforeEach(() => {
    abort = new AbortController();
  });

  afterEach(async () => {
    abort.abort();
    await world.stop();
  });

  it('gets the headers of app-config, and its messages carry their opcode', async () => {
    const reader = await start();
    await reader.next('reachable');
    expect(world.requests[0].headers['x-token']).toBe('s3cret');
    world.send('text');
    world.send(Buffer.from([1, 2]));
    const records = await reader.records(2);
    expect(records.map(({ key, headers }) => [key, headers.opcode])).toEqual([
      [null, 'text'],
      [null, 'binary'],
    ]);
  });

  it('hands out a burst as few batches', async () => {
    const reader = await start({ queueRecords: 1_000 });
    await reader.next('reachable');
    world.send('x', 500);
    await reader.records(500);
    const batches = reader.seen.filter(({ kind }) => kind === 'batch');
    expect(batches.length).toBeLessThan(50);
  });

  it('follows no redirect and says which status it got', async () => {
    const reader = await start();
    world.status.now = 302;
    const away = await reader.next('unreachable');
    expect(away.reason).toBe('answered with status 302');
    delete world.status.now;
    await reader.next('reachable');
    expect(reader.seen.some(({ kind }) => kind === 'gap')).toBe(false);
  });

  it('counts a message too large to take and connects again', async () => {
    const reader = await start();
    await reader.next('reachable');
    world.send('x'.repeat(5_000));
    const { gap } = await reader.next('gap');
    expect(gap).toMatchObject({ count: 1, reason: 'too-large' });
    await reader.next('reachable');
  });

  it('cuts a connection that gives no sign of life', async () => {
    const reader = await start({ ...TIGHT_LIMITS, heartbeatMs: 20 });
    await reader.next('reachable');
    const [socket] = world.sockets.clients;
    socket.pause();
    expect((await reader.next('unreachable')).tries).toBe(1);
  });
});
