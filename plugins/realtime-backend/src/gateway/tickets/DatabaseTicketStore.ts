import type {
  AuthService,
  DatabaseService,
} from '@backstage/backend-plugin-api';
import type { TicketResponse } from '@backstage-realtime/plugin-realtime-common';
import type { Knex } from 'knex';
import type { UserCredentials } from '../../access/StreamAccess';
import type { Clock } from '../../clock';
import { openDatabase } from '../../openDatabase';
import { nameOfFault } from '../../nameOfFault';
import { createTicket, hashTicket, openToken, sealToken } from './sealedToken';
import type { TicketStore } from './TicketStore';

interface TicketRow {
  id_hash: string;
  user_ref: string;
  sealed_token: string;
  /** PostgreSQL answers a bigint as text. */
  expires_at: number | string;
}

/** What the store needs; `ttlMs` is the life of a ticket. */
export interface DatabaseTicketStoreOptions {
  database: DatabaseService;
  auth: AuthService;
  clock: Clock;
  ttlMs: number;
}

const TABLE = 'realtime_tickets';

/**
 * Tickets in the plugin's database, so that every replica can redeem them.
 * A row never changes, so redeeming reads it and then deletes it: of two replicas
 * that race, only the one whose delete removed the row may use what it read (not
 * every database gives back deleted rows). Expired rows are swept while issuing.
 */
export class DatabaseTicketStore implements TicketStore {
  private nextSweepMs = 0;

  /** Applies this plugin's migrations unless the host manages them itself. */
  static async create(
    options: DatabaseTicketStoreOptions,
  ): Promise<DatabaseTicketStore> {
    const knex = await openDatabase(options.database);
    return new DatabaseTicketStore(knex, options);
  }

  private constructor(
    private readonly knex: Knex,
    private readonly options: DatabaseTicketStoreOptions,
  ) {}

  async issue(credentials: UserCredentials): Promise<TicketResponse> {
    const { auth, clock, ttlMs } = this.options;
    const userRef = credentials.principal.userEntityRef;
    const { token } = await auth.getLimitedUserToken(credentials);
    const ticket = createTicket();
    const expiresAtMs = clock.now() + ttlMs;
    await this.sweep();
    await this.knex<TicketRow>(TABLE).insert({
      id_hash: hashTicket(ticket),
      user_ref: userRef,
      sealed_token: sealToken(token, ticket, userRef),
      expires_at: expiresAtMs,
    });
    return { ticket, expiresAtMs };
  }

  async redeem(ticket: string): Promise<UserCredentials | undefined> {
    const named = { id_hash: hashTicket(ticket) };
    const row = await this.knex<TicketRow>(TABLE).where(named).first();
    const deleted = row
      ? await this.knex<TicketRow>(TABLE).where(named).delete()
      : 0;
    if (!row || deleted !== 1) return undefined;
    if (Number(row.expires_at) <= this.options.clock.now()) return undefined;
    const token = openToken(row.sealed_token, ticket, row.user_ref);
    return this.authenticate(token, row.user_ref);
  }

  /** undefined as well when the sign-in ended after the ticket was issued. */
  private async authenticate(
    token: string,
    userRef: string,
  ): Promise<UserCredentials | undefined> {
    const { auth } = this.options;
    try {
      const credentials = await auth.authenticate(token, {
        allowLimitedAccess: true,
      });
      if (!auth.isPrincipal(credentials, 'user')) return undefined;
      const isSame = credentials.principal.userEntityRef === userRef;
      return isSame ? credentials : undefined;
    } catch (error) {
      if (nameOfFault(error) === 'AuthenticationError') return undefined;
      throw error;
    }
  }

  /** At most once per life of a ticket, so the table holds no more than two lives of tickets. */
  private async sweep(): Promise<void> {
    const nowMs = this.options.clock.now();
    if (nowMs < this.nextSweepMs) return;
    this.nextSweepMs = nowMs + this.options.ttlMs;
    await this.knex<TicketRow>(TABLE).where('expires_at', '<=', nowMs).delete();
  }
}
