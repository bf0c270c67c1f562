import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Connection } from '../http/Connection';
import { followOnce } from './followOnce';

describe('one watch', () => {
  it('is given up when the server neither speaks nor ends it', async () => {
    const server = createServer((_, response) => {
      response.flushHeaders();
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    const connection = Connection.create({
      name: 'silent',
      url: `http://127.0.0.1:${port}`,
      skipTLSVerify: false,
      timeoutMs: 5_000,
      kinds: [],
    });
    const { signal } = new AbortController();
    const target = { apiVersion: 'v1', kind: 'ConfigMap' };
    const way = { connection, path: '/api/v1/configmaps', target, signal };
    const changes = followOnce(way, { version: '1' }, 50);
    await expect(changes.next()).rejects.toThrow('the watch has no end');
    server.closeAllConnections();
    await new Promise<void>(resolve => {
      server.close(() => resolve());
    });
  });
});
