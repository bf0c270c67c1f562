import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type {
  AuthService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { SUBPROTOCOL } from '@backstage-realtime/plugin-realtime-common';
import express from 'express';
import type { Knex } from 'knex';
import { engineDefaults, gatewayDefaults } from '../../config/schema';
import type { GatewaySettings } from '../../config/settings';
import type { GatewayAuditEvent } from '../audit';
import { Gateway } from '../Gateway';
import { FakeAccess } from './FakeAccess';
import { FakeHub } from './FakeHub';
import { everyState, FakeStates } from './FakeStates';
import { ManualClock } from './ManualClock';
import { connect, TestViewer, type Refusal } from './TestViewer';
import { memoryDatabase } from '../../testUtils/memoryDatabase';

export { memoryDatabase };

/** Where the pages of the tests come from. */
export const ORIGIN = 'http://localhost:3000';

/** One user of the tests. */
export const OLIVIA = 'user:default/olivia';

/** A gateway on a real server, with everything a test may reach into. */
export class RunningGateway {
  readonly audit: GatewayAuditEvent[] = [];
  readonly hub = new FakeHub();
  readonly access = new FakeAccess();
  readonly states = new FakeStates();

  constructor(
    readonly server: Server,
    readonly clock: ManualClock,
    private readonly ownKnex: Knex | undefined,
  ) {}

  gateway!: Gateway;

  get port(): number {
    const { port } = this.server.address() as AddressInfo;
    return port;
  }

  get httpUrl(): string {
    return `http://127.0.0.1:${this.port}/api/realtime`;
  }

  get streamUrl(): string {
    return `${this.httpUrl.replace('http', 'ws')}/v1/stream`;
  }

  async ticket(userRef = OLIVIA): Promise<string> {
    const response = await this.post('/v1/tickets', {}, userRef);
    const body = await response.json();
    return body.ticket;
  }

  post(
    path: string,
    body: unknown,
    userRef = OLIVIA,
    signal?: AbortSignal,
  ): Promise<Response> {
    return fetch(`${this.httpUrl}${path}`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'Accept-Encoding': 'gzip',
        Authorization: mockCredentials.user.header(userRef),
      },
      body: JSON.stringify(body),
      signal,
    });
  }

  try(ticket: string): Promise<TestViewer | Refusal> {
    return connect(this.streamUrl, [SUBPROTOCOL, `ticket.${ticket}`], {
      origin: ORIGIN,
    });
  }

  /** A viewer that was let in and greeted. */
  async viewer(userRef = OLIVIA): Promise<TestViewer> {
    const viewer = await this.try(await this.ticket(userRef));
    if (!(viewer instanceof TestViewer))
      throw new Error(`refused: ${viewer.status} ${viewer.body}`);
    await viewer.next('hello');
    return viewer;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const stopped = this.gateway.stop();
    this.clock.advance(1_000);
    await stopped;
    this.server.closeAllConnections();
    if (this.server.listening) {
      this.server.close();
      await once(this.server, 'close');
    }
    await this.ownKnex?.destroy();
  }
}

/** What a test may set; a shared `knex` makes two replicas of one installation. */
export interface StartOptions {
  settings?: Partial<GatewaySettings>;
  knex?: Knex;
  auth?: AuthService;
  httpAuth?: HttpAuthService;
  clock?: ManualClock;
  /** Lets the gateway find its server by port; otherwise by the first request. */
  isFound?: boolean;
  /** Called before the routes of the gateway. */
  prepare?(app: express.Express): void;
}

export async function startGateway(
  options: StartOptions = {},
): Promise<RunningGateway> {
  const app = express();
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const ownKnex = options.knex ? undefined : memoryDatabase();
  const clock = options.clock ?? new ManualClock();
  const running = new RunningGateway(server, clock, ownKnex);
  const auth = options.auth ?? mockServices.auth();
  running.gateway = await Gateway.create({
    logger: mockServices.logger.mock(),
    auth,
    httpAuth: options.httpAuth ?? mockServices.httpAuth(),
    discovery: mockServices.discovery(),
    database: mockServices.database({
      knex: options.knex ?? ownKnex!,
    }),
    settings: {
      gateway: {
        ...gatewayDefaults,
        allowedOrigins: [ORIGIN],
        ...options.settings,
      },
      hub: engineDefaults,
    },
    hub: running.hub,
    access: running.access,
    states: everyState(running.states),
    decoding: {
      projector: (system, mask) => ({
        id: `${system} ${mask?.policy}`,
        prepare: () => undefined,
        project: () => undefined,
      }),
    },
    clock,
    listenPort: options.isFound ? running.port : undefined,
    onAudit: event => running.audit.push(event),
  });
  options.prepare?.(app);
  route(app, running.gateway);
  return running;
}

function route(app: express.Express, gateway: Gateway): void {
  const router = express.Router();
  router.use(gateway.attachMiddleware);
  router.use(express.json());
  router.post('/v1/tickets', gateway.ticketHandler);
  router.post('/v1/events', gateway.eventsHandler);
  app.use('/api/realtime', router);
  app.use(answerError);
}

/** Answers like the host: the status of the error, its message in the body. */
const answerError: express.ErrorRequestHandler = (error, _req, res, _next) => {
  const byName: Record<string, number> = {
    InputError: 400,
    AuthenticationError: 401,
    NotAllowedError: 403,
    ServiceUnavailableError: 503,
  };
  const status = error.statusCode ?? byName[error.name] ?? 500;
  res.status(status).json({ error: { message: error.message } });
};
