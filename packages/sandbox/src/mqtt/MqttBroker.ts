import { createServer as createHttpServer, type Server } from 'node:http';
import {
  createServer,
  type AddressInfo,
  type Server as TcpServer,
} from 'node:net';
import type { Socket } from 'node:net';
import { topicMatches } from '@backstage-realtime/plugin-realtime-common';
import { Aedes, type Client } from 'aedes';
import { createWebSocketStream, WebSocketServer } from 'ws';

export interface MqttBrokerOptions {
  /** Port for MQTT over TCP. Default: any free one. */
  port?: number;
  /** Port for MQTT over WebSocket. Default: any free one. */
  webSocketPort?: number;
  /** Passwords by user. Without it everybody may connect. */
  users?: ReadonlyMap<string, string>;
  /** Filters of topics that are passed on; what others send is dropped without a word. Default: all. */
  topics?: readonly string[];
}

/**
 * An MQTT broker in this process, over TCP and WebSocket. It speaks MQTT 3.1
 * and 3.1.1; clients must ask for `protocolVersion: 4`, since version 5 is
 * refused. Nothing is kept on disk.
 */
export class MqttBroker {
  readonly #aedes: Aedes;
  readonly #tcp: TcpServer;
  readonly #http: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(aedes: Aedes) {
    this.#aedes = aedes;
    this.#tcp = createServer(aedes.handle);
    this.#http = createHttpServer();
    const webSockets = new WebSocketServer({
      server: this.#http,
      handleProtocols: offered => offered.has('mqtt') && 'mqtt',
    });
    webSockets.on('connection', socket => {
      const stream = createWebSocketStream(socket);
      // Clients that go away without a goodbye end here; aedes cleans up.
      stream.on('error', () => stream.destroy());
      aedes.handle(stream);
    });
    for (const server of [this.#tcp, this.#http]) {
      server.on('connection', (socket: Socket) => {
        this.#sockets.add(socket);
        socket.once('close', () => this.#sockets.delete(socket));
      });
    }
  }

  static async start(options: MqttBrokerOptions = {}): Promise<MqttBroker> {
    const aedes = await Aedes.createBroker();
    const { topics, users } = options;
    if (users) {
      aedes.authenticate = authenticator(users);
    }
    if (topics) {
      aedes.authorizeForward = (_client, packet) =>
        topics.some(each => topicMatches(each, packet.topic)) ? packet : null;
    }
    const broker = new MqttBroker(aedes);
    try {
      await listen(broker.#tcp, options.port);
      await listen(broker.#http, options.webSocketPort);
    } catch (error) {
      await broker.close();
      throw error;
    }
    return broker;
  }

  get url(): string {
    return `mqtt://127.0.0.1:${portOf(this.#tcp)}`;
  }

  get webSocketUrl(): string {
    return `ws://127.0.0.1:${portOf(this.#http)}`;
  }

  get clientCount(): number {
    return this.#aedes.connectedClients;
  }

  async close(): Promise<void> {
    await new Promise<void>(resolve => this.#aedes.close(() => resolve()));
    this.#sockets.forEach(socket => socket.destroy());
    await Promise.all([this.#tcp, this.#http].map(endServer));
  }
}

const BAD_USERNAME_OR_PASSWORD = 4;

function authenticator(users: ReadonlyMap<string, string>) {
  return (
    _client: Client,
    name: Readonly<string | undefined>,
    secret: Readonly<Buffer | undefined>,
    done: Parameters<Aedes['authenticate']>[3],
  ): void => {
    const password = users.get(name ?? '');
    if (password !== undefined && secret?.toString() === password) {
      done(null, true);
      return;
    }
    const refusal = new Error('Bad user name or password');
    const returnCode = BAD_USERNAME_OR_PASSWORD;
    done(Object.assign(refusal, { returnCode }), null);
  };
}

function listen(server: TcpServer, port = 0): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}

function portOf(server: TcpServer): number {
  return (server.address() as AddressInfo).port;
}

function endServer(server: TcpServer): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve());
  });
}
