import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** Where a cluster falls silent. */
export type Silence = 'at once' | 'in the middle' | 'asks to wait';

/** A Kubernetes API that takes requests and does not answer them, in one of the ways they do that. */
export async function startSilent() {
  let silence: Silence = 'at once';
  let reached = () => {};
  const open = new Set<Socket>();
  const answer: RequestListener = (request, response) => {
    if (silence === 'in the middle' && isDiscovery(request.url ?? '')) {
      response.end(JSON.stringify({ resources: RESOURCES }));
      return;
    }
    if (silence === 'asks to wait')
      response.writeHead(429, { 'retry-after': '30' }).end('{}');
    if (silence === 'in the middle') response.writeHead(200).write('{"items"');
    reached();
  };
  const server = createServer(answer);
  server.on('connection', socket => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    settings: { url: `http://127.0.0.1:${port}`, timeoutMs: 60_000 },
    /** Resolves with the first request that will not be answered. */
    fallSilent: (how: Silence) => {
      silence = how;
      return new Promise<void>(resolve => {
        reached = resolve;
      });
    },
    /** Resolves when no connection is left. */
    isLeft: async () => {
      server.closeIdleConnections();
      while (open.size > 0) await new Promise(resolve => setImmediate(resolve));
    },
    close: () => {
      server.closeAllConnections();
      return new Promise<void>(resolve => {
        server.close(() => resolve());
      });
    },
  };
}

const RESOURCES = [
  { name: 'applicationclaims', kind: 'ApplicationClaim', namespaced: true },
  {
    name: 'realtimeplatformclaims',
    kind: 'RealtimePlatformClaim',
    namespaced: true,
  },
  { name: 'kafkatopics', kind: 'KafkaTopic', namespaced: true },
  { name: 'applications', kind: 'Application', namespaced: true },
];

/** `/apis/group/version`. */
function isDiscovery(url: string): boolean {
  return /^\/apis\/[^/]+\/[^/]+$/.test(url);
}
