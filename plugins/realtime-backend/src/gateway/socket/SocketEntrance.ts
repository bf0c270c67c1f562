import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { AuthService } from '@backstage/backend-plugin-api';
import {
  MAX_COMMAND_BYTES,
  SUBPROTOCOL,
} from '@backstage-realtime/plugin-realtime-common';
import { WebSocketServer } from 'ws';
import type { UserCredentials } from '../../access/StreamAccess';
import type {
  ConnectionBudget,
  ConnectionSlot,
} from '../budgets/ConnectionBudget';
import { countRefusal } from '../counters';
import { Rounds } from '../Rounds';
import { nameOfFault } from '../../nameOfFault';
import type { SessionServices } from '../session/SessionServices';
import type { ViewerSession } from '../session/ViewerSession';
import { readHandshake, type Proof } from '../upgrade/handshake';
import { rejectUpgrade } from '../upgrade/rejectUpgrade';
import { serveSocket } from './serveSocket';

/** What the door needs beside what each viewer needs. */
export interface SocketEntranceOptions {
  auth: AuthService;
  connections: ConnectionBudget;
  services: SessionServices;
}

/**
 * The door for sockets: origin, place, proof, place of the user, in this order,
 * each refused by plain HTTP before the socket is accepted.
 */
export class SocketEntrance {
  private readonly server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: MAX_COMMAND_BYTES,
    handleProtocols: () => SUBPROTOCOL,
  });
  private readonly sessions = new Map<ViewerSession, Duplex>();
  private readonly heartbeats: Rounds;
  private isClosing = false;

  static create(options: SocketEntranceOptions): SocketEntrance {
    return new SocketEntrance(options);
  }

  private constructor(private readonly options: SocketEntranceOptions) {
    const { clock, settings } = options.services;
    this.heartbeats = Rounds.create(clock, settings.gateway.heartbeatMs);
  }

  get size(): number {
    return this.sessions.size;
  }

  /** Never throws: a fault is answered with 503. */
  accept(request: IncomingMessage, raw: Duplex, head: Buffer): void {
    this.enter(request, raw, head).catch(error => {
      this.options.services.logger.error('an upgrade failed', {
        cause: nameOfFault(error),
      });
      this.refuse(raw, 503, 'The sign-in cannot be checked now. Try again');
    });
  }

  /** Tells every viewer to come back later; resolves when all sockets are closed. */
  async close(): Promise<void> {
    this.isClosing = true;
    const closed = [...this.sessions].map(([session, raw]) => {
      const gone = new Promise<void>(resolve => raw.once('close', resolve));
      session.close('goingAway');
      return gone;
    });
    await Promise.all(closed);
  }

  private async enter(
    request: IncomingMessage,
    raw: Duplex,
    head: Buffer,
  ): Promise<void> {
    const { services, connections } = this.options;
    const { allowedOrigins } = services.settings.gateway;
    const reading = readHandshake(request, allowedOrigins);
    if (!reading.ok) return this.refuse(raw, reading.status, reading.message);
    const slot = this.isClosing
      ? 'The server is shutting down. Try again'
      : connections.enter();
    if (typeof slot === 'string') return this.refuse(raw, 503, slot);
    raw.once('close', () => slot.release());
    const credentials = await this.identify(reading.proof);
    return this.admit(request, raw, head, slot, credentials);
  }

  private admit(
    request: IncomingMessage,
    raw: Duplex,
    head: Buffer,
    slot: ConnectionSlot,
    credentials: UserCredentials | undefined,
  ): void {
    if (!credentials) {
      this.refuse(
        raw,
        401,
        'The ticket or token is used, unknown or expired. Ask for a new ticket',
      );
      return;
    }
    const refusal = slot.claim(credentials.principal.userEntityRef);
    if (refusal !== undefined) this.refuse(raw, 429, refusal);
    else if (this.isClosing)
      this.refuse(raw, 503, 'The server is shutting down. Try again');
    else this.upgrade(request, raw, head, credentials);
  }

  private upgrade(
    request: IncomingMessage,
    raw: Duplex,
    head: Buffer,
    credentials: UserCredentials,
  ): void {
    const { heartbeats } = this;
    const { services } = this.options;
    this.server.handleUpgrade(request, raw, head, ws => {
      services.counters.socketsAccepted += 1;
      const session = serveSocket(ws, raw, credentials, services, heartbeats);
      this.sessions.set(session, raw);
      raw.once('close', () => this.sessions.delete(session));
    });
  }

  /** undefined: the proof does not hold. A user only; services have no streams. */
  private async identify(proof: Proof): Promise<UserCredentials | undefined> {
    if (proof.kind === 'ticket')
      return this.options.services.tickets.redeem(proof.ticket);
    const { auth } = this.options;
    try {
      const credentials = await auth.authenticate(proof.token);
      return auth.isPrincipal(credentials, 'user') ? credentials : undefined;
    } catch (error) {
      if (nameOfFault(error) === 'AuthenticationError') return undefined;
      throw error;
    }
  }

  private refuse(raw: Duplex, status: number, message: string): void {
    countRefusal(this.options.services.counters, status);
    rejectUpgrade(raw, status, message);
  }
}
