import { once } from 'node:events';
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigReader } from '@backstage/config';
import { findServers, readListenPort } from './serverDiscovery';
import { onProvidedServer, provideRealtimeServer } from './serverRegistry';

describe('readListenPort', () => {
  it.each([
    ['nothing', undefined, 7007],
    [':7070', ':7070', 7070],
    ['host:7070', '0.0.0.0:7070', 7070],
    ['an IPv6 host', '[::]:7070', 7070],
    ['an object', { port: 7070, host: 'x' }, 7070],
    ['an object with text', { port: '7070' }, 7070],
    ['an object without port', { host: 'x' }, 7007],
    ['port 0', { port: 0 }, undefined],
    ['no number', ':http', undefined],
  ])('reads %s', (_, listen, port) => {
    const config = new ConfigReader({ backend: listen ? { listen } : {} });
    expect(readListenPort(config)).toBe(port);
  });
});

describe('findServers', () => {
  it('finds the server of its port at the first connection, and no other', async () => {
    const found: unknown[] = [];
    const servers = [createServer(), createServer()];
    for (const server of servers) {
      server.on('request', (_, response) => response.end());
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
    }
    const ports = servers.map(server => (server.address() as AddressInfo).port);
    const stop = findServers(ports[0], server => found.push(server));
    for (const port of ports) {
      const [response] = await once(
        get({ port, host: '127.0.0.1', agent: false }),
        'response',
      );
      response.resume();
      await once(response, 'close');
    }
    stop();
    expect(found).toEqual([servers[0]]);
    for (const server of servers) server.close();
  });
});

describe('provideRealtimeServer', () => {
  it('reaches seekers that came before and after, until the server closes', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const found: string[] = [];
    const stops = [onProvidedServer(() => found.push('before'))];
    provideRealtimeServer(server);
    stops.push(onProvidedServer(() => found.push('after')));
    server.close();
    await once(server, 'close');
    stops.push(onProvidedServer(() => found.push('too late')));
    for (const stop of stops) stop();
    expect(found).toEqual(['before', 'after']);
  });
});
