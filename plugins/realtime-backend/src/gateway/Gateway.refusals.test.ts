import { connect as connectTcp, type Socket } from 'node:net';
import { once } from 'node:events';
import { mockCredentials } from '@backstage/backend-test-utils';
import { SUBPROTOCOL } from '@backstage-realtime/plugin-realtime-common';
import type { Knex } from 'knex';
import {
  memoryDatabase,
  OLIVIA,
  ORIGIN,
  startGateway,
  type RunningGateway,
  type StartOptions,
} from './testUtils/startGateway';
import { connect, TestViewer } from './testUtils/TestViewer';

describe('Gateway before accept', () => {
  const running: RunningGateway[] = [];
  let knex: Knex;

  beforeEach(() => {
    knex = memoryDatabase();
  });

  afterEach(async () => {
    for (const one of running.splice(0)) await one[Symbol.asyncDispose]();
    await knex.destroy();
  });

  async function start(options: StartOptions = {}): Promise<RunningGateway> {
    const one = await startGateway({ knex, ...options });
    running.push(one);
    return one;
  }

  it('refuses a ticket that was used, on this replica and on another', async () => {
    const first = await start();
    // Its very first request is the upgrade.
    const second = await start({ isFound: true });
    const ticket = await first.ticket();
    expect(await second.try(ticket)).toBeInstanceOf(TestViewer);
    for (const gateway of [first, second]) {
      expect(await gateway.try(ticket)).toMatchObject({ status: 401 });
      expect(gateway.gateway.stats().upgradesRefused).toEqual({ 401: 1 });
    }
  });

  it('refuses a ticket that expired or was never issued', async () => {
    const gateway = await start();
    const ticket = await gateway.ticket();
    gateway.clock.advance(30_000);
    expect(await gateway.try(ticket)).toMatchObject({ status: 401 });
    expect(await gateway.try('A'.repeat(43))).toMatchObject({ status: 401 });
    expect(gateway.gateway.stats().connectionsOpen).toBe(0);
  });

  it('refuses a foreign origin without using up the ticket', async () => {
    const gateway = await start();
    const ticket = await gateway.ticket();
    const protocols = [SUBPROTOCOL, `ticket.${ticket}`];
    const refused = await connect(gateway.streamUrl, protocols, {
      origin: 'https://evil.example',
    });
    expect(refused).toMatchObject({ status: 403 });
    expect(await gateway.try(ticket)).toBeInstanceOf(TestViewer);
  });

  it('lets a command-line client in with its own token, and a service not', async () => {
    const gateway = await start();
    await gateway.ticket();
    const as = (authorization: string) =>
      connect(gateway.streamUrl, [SUBPROTOCOL], { headers: { authorization } });
    const viewer = await as(mockCredentials.user.header(OLIVIA));
    expect(viewer).toBeInstanceOf(TestViewer);
    expect((viewer as TestViewer).ws.protocol).toBe(SUBPROTOCOL);
    expect(await as(mockCredentials.service.header())).toMatchObject({
      status: 401,
    });
    expect(await as(mockCredentials.user.invalidHeader())).toMatchObject({
      status: 401,
    });
    expect(await as(mockCredentials.limitedUser.cookie(OLIVIA))).toMatchObject({
      status: 403,
    });
  });

  it('never takes a ticket or token from the URL', async () => {
    const gateway = await start();
    const ticket = await gateway.ticket();
    const url = `${
      gateway.streamUrl
    }?ticket=${ticket}&token=${mockCredentials.user.token()}`;
    const answer = await connect(url, [SUBPROTOCOL], { origin: ORIGIN });
    expect(answer).toMatchObject({ status: 401 });
  });

  it('says the number when a user has too many connections, and gives places back', async () => {
    const gateway = await start({ settings: { socketsPerUser: 1 } });
    const viewer = await gateway.viewer();
    const refused = await gateway.try(await gateway.ticket());
    expect(refused).toMatchObject({
      status: 429,
      body: expect.stringContaining('1 of 1 connections'),
    });
    expect(
      await gateway.try(await gateway.ticket('user:default/dan')),
    ).toBeInstanceOf(TestViewer);
    viewer.ws.close();
    await viewer.closed;
    expect(await gateway.try(await gateway.ticket())).toBeInstanceOf(
      TestViewer,
    );
  });

  it('says the number when the process has too many connections', async () => {
    const gateway = await start({ settings: { socketsPerProcess: 1 } });
    await gateway.viewer();
    const refused = await gateway.try(await gateway.ticket('user:default/dan'));
    expect(refused).toMatchObject({
      status: 503,
      body: expect.stringContaining('1 of 1 connections of this server'),
    });
  });

  it('answers 503 when the tickets cannot be read, and keeps running', async () => {
    const gateway = await start();
    const ticket = await gateway.ticket();
    await knex.schema.renameTable('realtime_tickets', 'away');
    expect(await gateway.try(ticket)).toMatchObject({ status: 503 });
    await knex.schema.renameTable('away', 'realtime_tickets');
    expect(await gateway.try(ticket)).toBeInstanceOf(TestViewer);
  });

  it('limits tickets a minute, and says so with the numbers', async () => {
    const gateway = await start({ settings: { ticketsPerUserPerMinute: 2 } });
    const ask = () => gateway.post('/v1/tickets', {});
    expect((await ask()).status).toBe(201);
    expect((await ask()).status).toBe(201);
    const refused = await ask();
    expect(refused.status).toBe(429);
    expect(await refused.text()).toContain('2 of 2 tickets a minute');
    expect(
      (await gateway.post('/v1/tickets', {}, 'user:default/dan')).status,
    ).toBe(201);
    gateway.clock.advance(60_000);
    expect((await ask()).status).toBe(201);
    expect(gateway.gateway.stats()).toMatchObject({
      ticketsIssued: 4,
      ticketsRefused: 1,
    });
  });

  it('gives no ticket without a sign-in', async () => {
    const gateway = await start();
    const response = await fetch(`${gateway.httpUrl}/v1/tickets`, {
      method: 'POST',
      headers: { Authorization: mockCredentials.none.header() },
    });
    expect(response.status).toBe(401);
  });

  it('frees its place when the handshake itself is broken', async () => {
    const gateway = await start();
    const ticket = await gateway.ticket();
    const { port } = new URL(gateway.httpUrl);
    const socket: Socket = connectTcp(Number(port), '127.0.0.1');
    socket.end(
      [
        'GET /api/realtime/v1/stream HTTP/1.1',
        'Host: x',
        'Connection: Upgrade',
        'Upgrade: websocket',
        'Sec-WebSocket-Version: 13',
        'Sec-WebSocket-Key: short',
        `Sec-WebSocket-Protocol: ${SUBPROTOCOL}, ticket.${ticket}`,
        `Origin: ${ORIGIN}`,
        '',
        '',
      ].join('\r\n'),
    );
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toContain('400 Bad Request');
    await once(socket, 'close');
    expect(gateway.gateway.stats().connectionsOpen).toBe(0);
  });
});
