import type { RequestHandler } from 'express';
import type {
  AuthService,
  DatabaseService,
  DiscoveryService,
  HttpAuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { StreamAccess } from '../access/StreamAccess';
import { systemClock, type Clock } from '../clock';
import type { RealtimeSettings } from '../config/settings';
import type { Decoding } from '../decoding/Inspector';
import type { StreamHub } from '../hub/Subscription';
import type { GatewayAuditEvent } from './audit';
import { ConnectionBudget } from './budgets/ConnectionBudget';
import { StreamBudget } from './budgets/StreamBudget';
import { createCounters, type GatewayCounters } from './counters';
import { Rounds } from './Rounds';
import type { SessionServices } from './session/SessionServices';
import type { StateFeeds } from '../states/StateFeed';
import { SocketEntrance } from './socket/SocketEntrance';
import { EventsEntrance } from './sse/EventsEntrance';
import { DatabaseTicketStore } from './tickets/DatabaseTicketStore';
import { TicketRate } from './tickets/TicketRate';
import { findServers, serverOfSocket } from './upgrade/serverDiscovery';
import { onProvidedServer } from './upgrade/serverRegistry';
import { UpgradeRouter, type UpgradeServer } from './upgrade/UpgradeRouter';

/** Everything the gateway stands on. */
export interface GatewayOptions {
  logger: LoggerService;
  auth: AuthService;
  httpAuth: HttpAuthService;
  discovery: DiscoveryService;
  database: DatabaseService;
  settings: Pick<RealtimeSettings, 'gateway' | 'hub'>;
  hub: Pick<StreamHub, 'subscribe'>;
  access: StreamAccess;
  decoding: Pick<Decoding, 'projector'>;
  states: StateFeeds;
  /** Port of the backend, to find its server; undefined leaves that to plugin requests and `provideRealtimeServer`. */
  listenPort?: number;
  clock?: Clock;
  /** Must not throw; called in the order of events. */
  onAudit?(event: GatewayAuditEvent): void;
}

/** Counters since start, and what is open now. */
export interface GatewayStats extends GatewayCounters {
  socketsOpen: number;
  eventStreamsOpen: number;
  /** Sockets and event streams, including sockets that still shake hands. */
  connectionsOpen: number;
  streamsOpen: number;
}

/**
 * The edge between browsers and the hub.
 *
 * A page asks for a ticket over ordinary HTTP, where the host's sign-in, rate
 * limit and log apply, and shows it once on the upgrade of its socket; a page
 * that cannot open a socket posts its wishes and reads the same frames as
 * events. Both become a session: it asks for access before every stream and
 * again every minute, counts streams against three budgets, and turns hub
 * batches into writes of bytes all viewers share.
 *
 * Promises: nobody is accepted without a sign-in of a user and an allowed
 * origin; no stream opens or goes on without the right to it; what a viewer
 * cannot take waits in the hub and becomes a gap there, so a slow page costs
 * neither memory nor other pages anything; each refusal says the number it met.
 *
 * It ends viewers with a row of CLOSE_CODES: expiry, silence, stalling,
 * nonsense, lifetime, shutdown. It keeps nothing over a restart; tickets are in
 * the database so that any replica redeems what another issued, while budgets
 * count per replica.
 */
export class Gateway {
  private readonly stopSearch: Array<() => void> = [];

  static async create(options: GatewayOptions): Promise<Gateway> {
    const { settings, clock = systemClock, database, auth } = options;
    const tickets = await DatabaseTicketStore.create({
      database,
      auth,
      clock,
      ttlMs: settings.gateway.ticketTtlMs,
    });
    const services: SessionServices = {
      ...options,
      clock,
      tickets,
      budget: StreamBudget.create(settings.gateway),
      accessChecks: Rounds.create(clock, settings.gateway.reauthoriseMs),
      counters: createCounters(),
      onAudit: event => options.onAudit?.(event),
    };
    const gateway = new Gateway(options, services, await basePathsOf(options));
    gateway.searchServers();
    return gateway;
  }

  private readonly connections: ConnectionBudget;
  private readonly sockets: SocketEntrance;
  private readonly events: EventsEntrance;
  private readonly router: UpgradeRouter;
  private readonly rate: TicketRate;

  private constructor(
    private readonly options: GatewayOptions,
    private readonly services: SessionServices,
    basePaths: string[],
  ) {
    const { gateway } = options.settings;
    this.connections = ConnectionBudget.create(gateway);
    const shared = { ...options, services, connections: this.connections };
    this.sockets = SocketEntrance.create(shared);
    this.events = EventsEntrance.create(shared);
    this.rate = TicketRate.create(
      gateway.ticketsPerUserPerMinute,
      services.clock,
    );
    this.router = UpgradeRouter.create(basePaths, (request, socket, head) =>
      this.sockets.accept(request, socket, head),
    );
  }

  /** `POST /v1/tickets`: 201 with a TicketResponse; 401, 403, 429. */
  readonly ticketHandler: RequestHandler = (request, response, next) => {
    this.options.httpAuth
      .credentials(request, { allow: ['user'] })
      .then(async credentials => {
        this.takeTicket(credentials.principal.userEntityRef);
        const ticket = await this.services.tickets.issue(credentials);
        this.services.counters.ticketsIssued += 1;
        response.status(201).set('Cache-Control', 'no-store').json(ticket);
      })
      .catch(next);
  };

  /** `POST /v1/events`; needs `express.json()` before it. */
  readonly eventsHandler: RequestHandler = (request, response, next) => {
    this.events.handle(request, response).catch(next);
  };

  /** For every route of the plugin: any request shows us the server it came through. */
  readonly attachMiddleware: RequestHandler = (request, _response, next) => {
    const server = serverOfSocket(request.socket);
    if (server) this.attach(server);
    next();
  };

  /** Takes upgrades of this server. Idempotent. */
  attach(server: UpgradeServer): void {
    this.router.attach(server);
  }

  stats(): GatewayStats {
    const { counters, budget } = this.services;
    return {
      ...structuredClone(counters),
      socketsOpen: this.sockets.size,
      eventStreamsOpen: this.events.size,
      connectionsOpen: this.connections.size,
      streamsOpen: budget.size,
    };
  }

  /** Closes every viewer with 1001 and lets go of the servers; takes a second at most. */
  async stop(): Promise<void> {
    for (const stopSearch of this.stopSearch) stopSearch();
    this.router.detachAll();
    await Promise.all([this.sockets.close(), this.events.close()]);
  }

  private searchServers(): void {
    const attach = (server: UpgradeServer) => this.attach(server);
    this.stopSearch.push(onProvidedServer(attach));
    const { listenPort } = this.options;
    if (listenPort !== undefined)
      this.stopSearch.push(findServers(listenPort, attach));
  }

  private takeTicket(userRef: string): void {
    try {
      this.rate.take(userRef);
    } catch (error) {
      this.services.counters.ticketsRefused += 1;
      throw error;
    }
  }
}

/**
 * Paths of this plugin as browsers and as other backends see it. They differ
 * where a proxy takes a prefix of the public address away.
 */
async function basePathsOf({ discovery }: GatewayOptions): Promise<string[]> {
  const urls = await Promise.all([
    discovery.getExternalBaseUrl('realtime'),
    discovery.getBaseUrl('realtime'),
  ]);
  const paths = urls.map(url => new URL(url).pathname.replace(/\/+$/, ''));
  return [...new Set(paths)];
}
