import { randomUUID } from 'node:crypto';
import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { InputError, ServiceUnavailableError } from '@backstage/errors';
import {
  subscribeSchema,
  watchSchema,
  type SubscribeCommand,
  type WatchCommand,
} from '@backstage-realtime/plugin-realtime-common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { UserCredentials } from '../../access/StreamAccess';
import { BackPressure } from '../BackPressure';
import type {
  ConnectionBudget,
  ConnectionSlot,
} from '../budgets/ConnectionBudget';
import { Deadlines } from '../session/Deadlines';
import type { SessionServices } from '../session/SessionServices';
import { ViewerSession } from '../session/ViewerSession';
import { MAX_STATES } from '../states/ViewerStates';
import { TooManyRequestsError } from '../tickets/TicketRate';
import { SseTransport } from './SseTransport';

interface Wishes {
  subscribe: SubscribeCommand[];
  watch: WatchCommand[];
}

/** What the entrance needs beside what each viewer needs. */
export interface EventsEntranceOptions {
  httpAuth: HttpAuthService;
  connections: ConnectionBudget;
  services: SessionServices;
}

/**
 * The same viewers over one POST whose answer stays open, for networks that
 * block sockets. All wishes are in the request; the answer ends when the last
 * stream or state does.
 */
export class EventsEntrance {
  private readonly sessions = new Map<ViewerSession, Response>();
  private isClosing = false;

  static create(options: EventsEntranceOptions): EventsEntrance {
    return new EventsEntrance(options);
  }

  private constructor(private readonly options: EventsEntranceOptions) {}

  get size(): number {
    return this.sessions.size;
  }

  /** Express handler of `POST /v1/events`; throws InputError, 401, 403, 429 and 503 before the answer starts. */
  async handle(request: Request, response: Response): Promise<void> {
    const credentials = await this.options.httpAuth.credentials(request, {
      allow: ['user'],
    });
    const wishes = this.parse(request.body);
    const slot = this.takeSlot(credentials.principal.userEntityRef);
    response.once('close', () => slot.release());
    if (response.destroyed) slot.release();
    else this.serve(response, credentials, wishes);
  }

  /** Tells every viewer to come back later; resolves when all answers are closed. */
  async close(): Promise<void> {
    this.isClosing = true;
    const closed = [...this.sessions].map(([session, response]) => {
      const gone = new Promise<void>(resolve =>
        response.once('close', () => resolve()),
      );
      session.close('goingAway');
      return gone;
    });
    await Promise.all(closed);
  }

  private parse(body: unknown): Wishes {
    const { streamsPerUser } = this.options.services.settings.gateway;
    const schema = z
      .object({
        subscribe: z.array(subscribeSchema).max(streamsPerUser).default([]),
        watch: z.array(watchSchema).max(MAX_STATES).default([]),
      })
      .refine(({ subscribe, watch }) => subscribe.length + watch.length > 0, {
        message: 'nothing is asked for',
      });
    const parsed = schema.safeParse(body);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    throw new InputError(
      `The body must be {"subscribe": [1 to ${streamsPerUser} subscribe commands], "watch": [1 to ${MAX_STATES} watch commands]}, either may be missing; ${
        issue.path.join('.') || 'body'
      }: ${issue.message}`,
    );
  }

  private takeSlot(userRef: string): ConnectionSlot {
    const slot = this.isClosing
      ? 'The server is shutting down. Try again'
      : this.options.connections.enter();
    if (typeof slot === 'string') throw new ServiceUnavailableError(slot);
    const refusal = slot.claim(userRef);
    if (refusal === undefined) return slot;
    slot.release();
    throw new TooManyRequestsError(refusal);
  }

  private serve(
    response: Response,
    credentials: UserCredentials,
    wishes: Wishes,
  ): void {
    const { services } = this.options;
    const { clock, settings } = services;
    const deadlines = Deadlines.create<'heartbeat' | 'grace'>(clock);
    const pressure = BackPressure.create({
      limits: settings.gateway,
      clock,
      unsentBytes: () => response.writableLength,
      onTooSlow: () => session.close('tooSlow'),
    });
    const transport = SseTransport.create({
      response,
      pressure,
      deadlines,
      onFlushed: (channel, sequence) => session.ack(channel, sequence),
    });
    const id = randomUUID();
    const session = ViewerSession.create({
      id,
      credentials,
      transport,
      services,
    });
    this.sessions.set(session, response);
    services.counters.eventStreamsAccepted += 1;
    response.on('drain', () => {
      pressure.drained();
      session.wake();
    });
    response.once('close', () => {
      this.sessions.delete(session);
      deadlines.clearAll();
      pressure.stop();
      session.end();
    });
    // A write that races the end of the connection; `close` follows.
    response.on('error', () => session.end());
    transport.open();
    session.start();
    for (const command of wishes.subscribe) session.subscribe(command);
    for (const command of wishes.watch) session.watch(command);
  }
}
