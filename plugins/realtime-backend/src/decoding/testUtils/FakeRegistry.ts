import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Answer {
  status?: number;
  body?: unknown;
  headers?: Record<string, string>;
}

/** A registry that answers what the test tells it, by path. */
export class FakeRegistry {
  readonly answers = new Map<string, Answer>();
  readonly requests: IncomingMessage[] = [];
  private readonly server: Server = createServer((request, response) => {
    this.requests.push(request);
    const answer = this.answers.get(request.url ?? '') ?? { status: 404 };
    if (answer.status === 0) return;
    response.writeHead(answer.status ?? 200, answer.headers);
    response.end(JSON.stringify(answer.body ?? {}));
  });

  async start(): Promise<string> {
    await once(this.server.listen(0, '127.0.0.1'), 'listening');
    const { port } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(resolve => this.server.close(resolve));
  }
}
