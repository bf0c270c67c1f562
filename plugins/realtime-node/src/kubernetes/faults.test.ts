import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { clustersOf } from '../testUtils/startKubernetes';
import type { KubernetesClient, WatchChange } from './KubernetesClient';

const REF = {
  apiVersion: 'a.example.org/v1',
  kind: 'Thing',
  namespace: 'n',
  name: 'one',
};

const thing = (resourceVersion: string) => ({
  ...REF,
  metadata: { name: 'one', namespace: 'n', resourceVersion },
});

const RESOURCES = {
  resources: [
    { name: 'things', kind: 'Thing', namespaced: true },
    { name: 'things/status', kind: 'Thing', namespaced: true },
  ],
};

/** An API server of which a test says what it answers to everything but discovery. */
async function startApi(answer: RequestListener) {
  const server: Server = createServer((request, response) => {
    if (request.url === '/apis/a.example.org/v1')
      response.end(JSON.stringify(RESOURCES));
    else answer(request, response);
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const settings = { url: `http://127.0.0.1:${port}`, timeoutMs: 300 };
  return {
    client: clustersOf({ far: settings }).get('far'),
    close: () => {
      server.closeAllConnections();
      return new Promise<void>(resolve => {
        server.close(() => resolve());
      });
    },
  };
}

describe('a Kubernetes cluster that misbehaves', () => {
  jest.setTimeout(30_000);
  let api: Awaited<ReturnType<typeof startApi>>;
  const start = async (answer: RequestListener): Promise<KubernetesClient> => {
    api = await startApi(answer);
    return api.client;
  };

  afterEach(() => api.close());

  it('is asked again when it says not now', async () => {
    let asked = 0;
    const client = await start((_, response) => {
      asked += 1;
      if (asked < 3) response.writeHead(429, { 'retry-after': '0' });
      response.end(JSON.stringify(thing('1')));
    });
    expect(await client.get(REF)).toMatchObject({ kind: 'Thing' });
    expect(asked).toBe(3);
  });

  it('is given up after a few tries', async () => {
    let asked = 0;
    const client = await start((_, response) => {
      asked += 1;
      response.writeHead(503, { 'retry-after': '0' }).end('<html>');
    });
    await expect(client.get(REF)).rejects.toMatchObject({
      code: 'realtime.kubernetes.refused',
      isRetriable: true,
    });
    expect(asked).toBe(5);
  });

  it.each([
    ['never answers', () => undefined],
    [
      'begins an answer and stops',
      (response: { write(text: string): void }) => response.write('{'),
    ],
  ])('is unreachable when it %s', async (_what, begin) => {
    const client = await start((_, response) => {
      begin(response);
    });
    await expect(client.get(REF)).rejects.toMatchObject({
      code: 'realtime.kubernetes.unreachable',
    });
  });

  it('is left within the same moment when the caller stops', async () => {
    const stop = new AbortController();
    const client = await start(() => stop.abort(new Error('enough')));
    await expect(client.get(REF, { signal: stop.signal })).rejects.toThrow(
      'enough',
    );
  });

  it('keeps addresses of its webhooks out of what it is quoted with', async () => {
    const client = await start((_, response) => {
      response.writeHead(500).end(
        JSON.stringify({
          message: 'failed calling webhook: Post "https://10.0.0.1/x": denied',
        }),
      );
    });
    const error = await client.get(REF).catch(each => each);
    expect(error.message).toContain('failed calling webhook: Post "(address)');
    expect(error.message).not.toContain('10.0.0.1');
  });

  it('is patched as a whole where it keeps no status apart', async () => {
    const asked: string[] = [];
    const client = await start((request, response) => {
      asked.push(`${request.method} ${request.url?.split('?')[0]}`);
      if (request.url?.includes('/status')) response.writeHead(404);
      response.end(JSON.stringify(thing('2')));
    });
    const patch = { subresource: 'status', body: { status: {} } } as const;
    await client.patch(REF, patch);
    const path = '/apis/a.example.org/v1/namespaces/n/things/one';
    expect(asked).toEqual([`PATCH ${path}/status`, `PATCH ${path}`]);
  });

  it('is listed anew when its watch is too old, and followed on when it ends one', async () => {
    const watches: string[] = [];
    const lines = [
      [{ type: 'BOOKMARK', object: thing('5') }],
      [{ type: 'ERROR', object: { kind: 'Status', code: 410 } }],
    ];
    const client = await start((request, response) => {
      const { searchParams } = new URL(request.url ?? '', 'http://x');
      if (searchParams.get('watch')) {
        watches.push(searchParams.get('resourceVersion') ?? '');
        const events = lines.shift() ?? [];
        response.end(events.map(each => `${JSON.stringify(each)}\n`).join(''));
      } else {
        const items = [thing(`${watches.length}`)];
        const metadata = { resourceVersion: `${watches.length + 1}` };
        response.end(JSON.stringify({ metadata, items }));
      }
    });
    const stop = new AbortController();
    const seen: WatchChange['type'][] = [];
    for await (const change of client.watch(REF, { signal: stop.signal })) {
      seen.push(change.type);
      if (seen.length === 3) stop.abort();
    }
    expect(seen).toEqual(['snapshot', 'interrupted', 'snapshot']);
    expect(watches).toEqual(['1', '5']);
  });

  it('ends a watch for good when the right is missing', async () => {
    const client = await start((_, response) => {
      response.writeHead(403).end(JSON.stringify({ message: 'no' }));
    });
    const { signal } = new AbortController();
    const changes = client.watch(REF, { signal })[Symbol.asyncIterator]();
    await expect(changes.next()).rejects.toMatchObject({
      code: 'realtime.kubernetes.forbidden',
    });
  });
});
