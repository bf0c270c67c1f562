import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import express from 'express';
import { rejectUpgrade } from './rejectUpgrade';
import { UpgradeRouter } from './UpgradeRouter';

describe('UpgradeRouter', () => {
  let app: express.Express;
  let server: Server;
  let router: UpgradeRouter;

  beforeEach(async () => {
    app = express();
    server = createServer(app).listen(0, '127.0.0.1');
    await once(server, 'listening');
    router = UpgradeRouter.create(['/api/realtime'], (_request, socket) =>
      rejectUpgrade(socket, 418, 'ours'),
    );
    router.attach(server);
  });

  afterEach(async () => {
    router.detachAll();
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });

  /** Everything the server answers to one upgrade, until it closes. */
  async function upgrade(
    path: string,
    to = 'websocket',
    body = '',
  ): Promise<string> {
    const { port } = server.address() as AddressInfo;
    const socket = connect(port, '127.0.0.1');
    socket.setEncoding('utf8');
    socket.write(
      `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: ${to}\r\n\r\n${body}`,
    );
    let answer = '';
    for await (const part of socket) answer += part;
    return answer;
  }

  it.each(['/api/realtime/v1/stream', '/api/realtime/v1/stream?x=1'])(
    'takes %s',
    async path => {
      expect(await upgrade(path)).toMatch(/^HTTP\/1.1 418 /);
    },
  );

  it('takes the path a proxy shortened as well', async () => {
    router.detachAll();
    UpgradeRouter.create(
      ['/portal/api/realtime', '/api/realtime'],
      (_r, socket) => rejectUpgrade(socket, 418, 'ours'),
    ).attach(server);
    expect(await upgrade('/portal/api/realtime/v1/stream')).toContain('418');
    expect(await upgrade('/api/realtime/v1/stream')).toContain('418');
  });

  it.each([
    '/api/realtime/v1/other',
    '/api/realtime/v1/stream/',
    '/api/realtime/',
  ])('answers 404 for %s', async path => {
    const answer = await upgrade(path);
    expect(answer).toMatch(/^HTTP\/1.1 404 Not Found\r\n/);
    expect(answer).toContain('Connection: close');
    expect(answer).not.toMatch(/upgrade:/i);
  });

  it('gives foreign upgrades to Express, which answers as if nobody listened', async () => {
    app.get('/api/other', (_, response) => response.send('from express'));
    expect(await upgrade('/api/other')).toContain('from express');
    expect(await upgrade('/api/realtimes/v1/stream')).toContain('404');
  });

  it('gives the early bytes of a foreign upgrade to who takes its socket', async () => {
    app.get('/api/kubernetes/proxy', ({ socket }) => {
      socket.once('data', data => socket.end(`echo ${data}`));
    });
    expect(await upgrade('/api/kubernetes/proxy', 'SPDY/3.1', 'early')).toBe(
      'echo early',
    );
  });

  it('gives an upgrade to the listener that it made a handler attach', async () => {
    app.use('/theirs', async () => {
      await new Promise(setImmediate);
      server.once('upgrade', ({ url }, socket) => {
        socket.once('data', data => socket.end(`${data} at ${url}`));
      });
    });
    expect(await upgrade('/theirs/x', 'websocket', 'early')).toBe(
      'early at /theirs/x',
    );
  });

  it('gives a listener no upgrade that its handler answers as well', async () => {
    const theirs = jest.fn();
    app.get('/theirs', (_, response) => {
      server.on('upgrade', theirs);
      response.send('from express');
    });
    expect(await upgrade('/theirs')).toContain('from express');
    expect(theirs).not.toHaveBeenCalled();
  });

  it('gives a listener no upgrade that somebody else still works on', async () => {
    const theirs = jest.fn();
    const reached = new Promise<express.Response>(resolve => {
      app.get('/slow', (_, response) => resolve(response));
    });
    const answer = upgrade('/slow');
    const response = await reached;
    server.on('upgrade', theirs);
    await new Promise(setImmediate);
    response.send('after a while');
    expect(await answer).toContain('after a while');
    expect(theirs).not.toHaveBeenCalled();
  });

  it('lets an ordinary request of ours through that only offers HTTP/2', async () => {
    server.on('upgrade', () => undefined);
    app.get('/api/realtime/v1/health', (_, response) => response.send('fine'));
    expect(await upgrade('/api/realtime/v1/health', 'h2c')).toContain('fine');
  });

  it('leaves foreign upgrades to another listener', async () => {
    server.on('upgrade', (request, socket) => {
      if (request.url === '/theirs') rejectUpgrade(socket, 418, 'theirs');
    });
    app.get('/theirs', (_, response) => response.send('from express'));
    expect(await upgrade('/theirs')).toContain('theirs');
    expect(await upgrade('/api/realtime/v1/stream')).toContain('ours');
  });

  it('attaches once for each server and forgets a closed one', async () => {
    router.attach(server);
    expect(server.listenerCount('upgrade')).toBe(1);
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    router.attach(other);
    other.close();
    await once(other, 'close');
    expect(other.listenerCount('upgrade')).toBe(0);
  });
});
