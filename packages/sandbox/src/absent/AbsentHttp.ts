import { createServer, type Server } from 'node:http';
import { endServer, listenLocally, portOf } from './servers';

/** Answers whatever is asked with 503 and one sentence. */
export class AbsentHttp {
  readonly #server: Server;

  private constructor(sentence: string) {
    this.#server = createServer((request, response) => {
      request.resume();
      response.writeHead(503, {
        'content-type': 'application/json; charset=utf-8',
        connection: 'close',
      });
      response.end(JSON.stringify({ message: sentence }));
    });
  }

  static async start(sentence: string): Promise<AbsentHttp> {
    const absent = new AbsentHttp(sentence);
    await listenLocally(absent.#server);
    return absent;
  }

  get url(): string {
    return `http://127.0.0.1:${portOf(this.#server)}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await endServer(this.#server);
  }
}
