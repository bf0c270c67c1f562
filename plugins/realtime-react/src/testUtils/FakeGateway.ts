import {
  SUBPROTOCOL,
  TICKET_PROTOCOL_PREFIX,
  type HelloFrame,
  type SubscribeCommand,
  type TicketResponse,
  type WatchCommand,
} from '@backstage-realtime/plugin-realtime-common';
import type { DiscoveryApi, FetchApi } from '@backstage/core-plugin-api';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { FakeViewer } from './FakeViewer';
import { Inbox } from './Inbox';

/** How the gateway behaves; may be changed while it runs. */
export interface FakeGatewayBehaviour {
  /** Status of ticket answers; 200 unless told. */
  ticketStatus: number;
  /** Status of `/v1/events`; 200 unless told. */
  eventsStatus: number;
  /** Cuts every upgrade, as a proxy does that knows no sockets. */
  blocksSockets: boolean;
  /** Accepts sockets and says nothing, as a buffering proxy does. */
  isMute: boolean;
  heartbeatMs: number;
  /** Life of the credentials, in ms. */
  lifetimeMs: number;
}

const DEFAULTS: FakeGatewayBehaviour = {
  ticketStatus: 200,
  eventsStatus: 200,
  blocksSockets: false,
  isMute: false,
  heartbeatMs: 30_000,
  lifetimeMs: 3_600_000,
};

/**
 * A gateway in the test process: real HTTP, real sockets, our protocol, no hub.
 * It issues single-use tickets, greets, and hands each viewer to the test.
 *
 * To make it do more, from most to least common:
 * 1. change `behaviour` (refuse tickets, block sockets, stay mute);
 * 2. answer a viewer by hand: `viewer.send`, `viewer.sendBatch`, `viewer.close`;
 * 3. let a {@link FakeLog} answer subscriptions with records and positions.
 */
export class FakeGateway implements AsyncDisposable {
  readonly behaviour: FakeGatewayBehaviour;
  readonly viewers = new Inbox<FakeViewer>();
  /** Tickets issued so far. */
  tickets = 0;
  private readonly unused = new Set<string>();
  private readonly open = new Set<FakeViewer>();
  private readonly sockets = new WebSocketServer({
    noServer: true,
    handleProtocols: protocols => protocols.has(SUBPROTOCOL) && SUBPROTOCOL,
  });

  static async start(
    behaviour: Partial<FakeGatewayBehaviour> = {},
  ): Promise<FakeGateway> {
    const server = createServer();
    const gateway = new FakeGateway(server, { ...DEFAULTS, ...behaviour });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    return gateway;
  }

  private constructor(
    private readonly server: Server,
    behaviour: FakeGatewayBehaviour,
  ) {
    this.behaviour = behaviour;
    server.on('request', (request, response) => this.answer(request, response));
    server.on('upgrade', (request, socket, head) =>
      this.upgrade(request, socket, head),
    );
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${
      (this.server.address() as AddressInfo).port
    }/api/realtime`;
  }

  get discoveryApi(): DiscoveryApi {
    return { getBaseUrl: async () => this.baseUrl };
  }

  get fetchApi(): FetchApi {
    return {
      fetch: (input, init) =>
        fetch(String(input).replace('plugin://realtime', this.baseUrl), init),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const viewer of this.open) viewer.terminate();
    this.sockets.close();
    this.server.closeAllConnections();
    await new Promise(resolve => this.server.close(resolve));
  }

  private async answer(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const body = await readBody(request);
    if (request.url?.endsWith('/v1/tickets')) this.issueTicket(response);
    else if (request.url?.endsWith('/v1/events'))
      this.streamEvents(body, response);
    else refuse(response, 404);
  }

  private issueTicket(response: ServerResponse): void {
    const { ticketStatus } = this.behaviour;
    if (ticketStatus !== 200) {
      refuse(response, ticketStatus);
      return;
    }
    this.tickets += 1;
    const ticket = `ticket-number-${String(this.tickets).padStart(6, '0')}`;
    this.unused.add(ticket);
    const answer: TicketResponse = { ticket, expiresAtMs: Date.now() + 30_000 };
    response
      .writeHead(200, { 'Content-Type': 'application/json' })
      .end(JSON.stringify(answer));
  }

  private streamEvents(body: string, response: ServerResponse): void {
    if (this.behaviour.eventsStatus !== 200) {
      refuse(response, this.behaviour.eventsStatus);
      return;
    }
    response.writeHead(200, {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-cache, no-transform',
    });
    response.write(`: ${' '.repeat(2_048)}\n\n`);
    const { subscribe, watch } = JSON.parse(body) as {
      subscribe: SubscribeCommand[];
      watch: WatchCommand[];
    };
    const viewer = FakeViewer.overSse(response);
    this.greet(viewer);
    for (const command of [...subscribe, ...watch]) viewer.take(command);
  }

  private upgrade(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
  ): void {
    socket.on('error', () => socket.destroy());
    const offered = request.headers['sec-websocket-protocol'] ?? '';
    const ticket = offered
      .split(/, */)
      .find(protocol => protocol.startsWith(TICKET_PROTOCOL_PREFIX));
    const isKnown = this.unused.delete(
      ticket?.slice(TICKET_PROTOCOL_PREFIX.length) ?? '',
    );
    if (this.behaviour.blocksSockets || !isKnown) {
      const status = isKnown ? '502 Bad Gateway' : '401 Unauthorized';
      socket.end(
        `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
      );
      return;
    }
    this.sockets.handleUpgrade(request, socket, head, accepted =>
      this.greet(FakeViewer.overSocket(accepted)),
    );
  }

  private greet(viewer: FakeViewer): void {
    this.open.add(viewer);
    if (!this.behaviour.isMute) viewer.send(this.hello());
    this.viewers.put(viewer);
  }

  private hello(): HelloFrame {
    const { heartbeatMs, lifetimeMs } = this.behaviour;
    return {
      type: 'hello',
      protocol: 1,
      viewer: `viewer-${this.open.size}`,
      heartbeatMs,
      serverTimeMs: Date.now(),
      expiresAtMs: Date.now() + lifetimeMs,
      limits: {
        streamsPerUser: 3,
        streamsPerEntity: 20,
        streamsPerProcess: 100,
        unackedBatches: 8,
        ringBytes: 16 * 1024 * 1024,
        ringMs: 30_000,
        idleMs: 900_000,
      },
    };
  }
}

function refuse(response: ServerResponse, status: number): void {
  const error = { name: 'Refused', message: `refused with ${status}` };
  response
    .writeHead(status, { 'Content-Type': 'application/json' })
    .end(JSON.stringify({ error }));
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
