import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerRegistry } from './answerRegistry';
import { RegistryRefusal } from './RegistryRefusal';
import { Subjects } from './Subjects';

const MAX_BODY_BYTES = 1024 * 1024;
const CONTENT_TYPE = 'application/vnd.schemaregistry.v1+json';

/**
 * A schema registry in this process: the part of Confluent's HTTP API that
 * producers and consumers of Avro use. It keeps schemas as long as it runs.
 */
export class SchemaRegistry {
  readonly subjects = new Subjects();
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      void this.#answer(request, response);
    });
  }

  /** On a port of the loopback interface; default: any free one. */
  static async start(port = 0): Promise<SchemaRegistry> {
    const registry = new SchemaRegistry();
    await once(registry.#server.listen(port, '127.0.0.1'), 'listening');
    return registry;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse) {
    const { method = '', url = '/' } = request;
    try {
      const body = await readBody(request);
      const { pathname } = new URL(url, 'http://registry');
      reply(
        response,
        200,
        answerRegistry(this.subjects, method, pathname, body),
      );
    } catch (error) {
      const { status, errorCode, message } =
        error instanceof RegistryRefusal
          ? error
          : new RegistryRefusal('invalid', String(error));
      reply(response, status, { error_code: errorCode, message });
    }
  }
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES)
      throw new RegistryRefusal('invalid', 'Too long.');
    chunks.push(chunk);
  }
  return bytes === 0 ? undefined : JSON.parse(Buffer.concat(chunks).toString());
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': CONTENT_TYPE });
  response.end(JSON.stringify(body));
}
