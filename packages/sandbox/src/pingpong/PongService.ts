import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import type { PongMessage } from './messages';

const PATH = '/ws/pong';
/** A client that holds more unread bytes misses pongs until it has read. */
const MAX_UNREAD_BYTES = 1024 * 1024;
const MAX_CLIENTS = 200;

/** `/ws/pong` sends each pong as one text message; `/health` tells how it is. */
export class PongService {
  readonly #http: Server;
  readonly #sockets: WebSocketServer;

  private constructor() {
    this.#http = createServer((request, response) => {
      const isHealth = request.url === '/health' && request.method === 'GET';
      response.writeHead(isHealth ? 200 : 404, {
        'content-type': 'application/json',
      });
      const health = { status: 'ok', connections: this.connectionCount };
      response.end(
        JSON.stringify(isHealth ? health : { error: 'Try /health' }),
      );
    });
    this.#sockets = new WebSocketServer({
      server: this.#http,
      path: PATH,
      maxPayload: 1024,
    });
    this.#sockets.on('connection', socket => {
      // The close that follows is all there is to do.
      socket.on('error', () => socket.terminate());
      if (this.#sockets.clients.size > MAX_CLIENTS) {
        socket.close(1013, 'Too many clients');
      }
    });
  }

  static async start(port = 0): Promise<PongService> {
    const service = new PongService();
    await new Promise<void>((resolve, reject) => {
      service.#http.once('error', reject);
      // The socket server repeats the error; it is reported once, here.
      service.#sockets.on('error', reject);
      service.#http.listen(port, '127.0.0.1', resolve);
    });
    return service;
  }

  get webSocketUrl(): string {
    return `ws://127.0.0.1:${this.#port}${PATH}`;
  }

  get healthUrl(): string {
    return `http://127.0.0.1:${this.#port}/health`;
  }

  get connectionCount(): number {
    return this.#sockets.clients.size;
  }

  send(pong: PongMessage): void {
    if (this.connectionCount === 0) {
      return;
    }
    const text = JSON.stringify(pong);
    for (const socket of this.#sockets.clients) {
      const isOpen = socket.readyState === WebSocket.OPEN;
      if (isOpen && socket.bufferedAmount < MAX_UNREAD_BYTES) {
        socket.send(text);
      }
    }
  }

  async stop(): Promise<void> {
    this.#sockets.clients.forEach(socket => socket.terminate());
    this.#sockets.close();
    this.#http.closeAllConnections();
    await new Promise<void>(resolve => this.#http.close(() => resolve()));
  }

  get #port(): number {
    return (this.#http.address() as AddressInfo).port;
  }
}
