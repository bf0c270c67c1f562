import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Connection } from '../http/Connection';
import { followOnce, type WatchBounds } from './followOnce';

const FOR_EVER = 60_000;

async function startSilent(answer: RequestListener, bounds: WatchBounds) {
  const server = createServer(answer);
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
    asUser: false,
  });
  const { signal } = new AbortController();
  const target = { apiVersion: 'v1', kind: 'ConfigMap' };
  let alive = 0;
  const onAlive = () => {
    alive += 1;
  };
  const gone = () => new Error('gone');
  const path = '/api/v1/a';
  const way = { connection, path, target, signal, onAlive, gone };
  const last = { version: '1' };
  return {
    changes: followOnce(way, last, bounds),
    last,
    aliveCount: () => alive,
    close: () => {
      server.closeAllConnections();
      return new Promise<void>(resolve => {
        server.close(() => resolve());
      });
    },
  };
}

const line = (type: string, resourceVersion: string) =>
  `${JSON.stringify({ type, object: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', resourceVersion } } })}\n`;

describe('one watch', () => {
  it('is given up when the server does not end it', async () => {
    const running = await startSilent(
      (_, response) => {
        response.flushHeaders();
      },
      { longestMs: 50, idleMs: FOR_EVER },
    );
    await expect(running.changes.next()).rejects.toThrow(
      'the watch has no end',
    );
    await running.close();
  });

  it('ends without a fault when the connection is silent, to be begun again where it stopped', async () => {
    const running = await startSilent(
      (_, response) => {
        response.write(line('ADDED', '7'));
        response.write(line('BOOKMARK', '9'));
      },
      { longestMs: FOR_EVER, idleMs: 50 },
    );
    expect(await running.changes.next()).toMatchObject({
      value: { type: 'changed' },
    });
    expect(await running.changes.next()).toMatchObject({ done: true });
    expect(running.last.version).toBe('9');
    expect(running.aliveCount()).toBe(3);
    await running.close();
  });
});
