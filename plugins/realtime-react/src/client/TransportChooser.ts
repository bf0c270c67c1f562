import {
  API_V1,
  type TicketResponse,
} from '@backstage-realtime/plugin-realtime-common';
import type { DiscoveryApi, FetchApi } from '@backstage/core-plugin-api';
import { readJson } from './httpRefusal';
import { SseTransport } from './SseTransport';
import type { Transport, TransportKind } from './Transport';
import {
  WebSocketTransport,
  type WebSocketConstructor,
} from './WebSocketTransport';

/** Where the choice is remembered for as long as the tab lives. @public */
export type SessionStorage = Pick<
  Storage,
  'getItem' | 'setItem' | 'removeItem'
>;

/** @public */
export interface TransportChooserOptions {
  discoveryApi: DiscoveryApi;
  fetchApi: FetchApi;
  WebSocketImpl?: WebSocketConstructor;
  storage?: SessionStorage;
}

const STORAGE_KEY = 'realtime.transport';

/** Refusals in a row after which the other transport is tried. */
const REFUSALS_BEFORE_CHANGE = 2;

/**
 * Decides how to reach the gateway. A proxy that blocks sockets lets the ticket
 * pass and cuts the upgrade; after two of those in a row the session goes on
 * over SSE, and back again when SSE is refused twice as well.
 */
export class TransportChooser {
  private refusals = 0;
  private kind: TransportKind;

  static create(options: TransportChooserOptions): TransportChooser {
    return new TransportChooser(options);
  }

  private constructor(private readonly options: TransportChooserOptions) {
    const canSocket = options.WebSocketImpl !== undefined;
    const isRemembered = options.storage?.getItem(STORAGE_KEY) === 'sse';
    this.kind = canSocket && !isRemembered ? 'websocket' : 'sse';
  }

  /** What {@link TransportChooser.create} would make now. */
  get next(): TransportKind {
    return this.kind;
  }

  /** A transport not yet opened. Rejects with HttpRefusal, or what `fetch` rejects with. */
  async create(): Promise<Transport> {
    const { fetchApi, WebSocketImpl } = this.options;
    if (this.kind === 'sse' || !WebSocketImpl) {
      return SseTransport.create({
        fetchApi,
        url: `plugin://realtime${API_V1}/events`,
      });
    }
    const [ticket, url] = await Promise.all([this.ticket(), this.socketUrl()]);
    return WebSocketTransport.create({ url, ticket, WebSocketImpl });
  }

  /** A single-use ticket of the present sign-in. */
  async ticket(): Promise<string> {
    const response = await this.options.fetchApi.fetch(
      `plugin://realtime${API_V1}/tickets`,
      {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: '{}',
      },
    );
    return (await readJson<TicketResponse>(response)).ticket;
  }

  /** The first frame came over this transport. */
  reportOpened(): void {
    this.refusals = 0;
  }

  /** The transport ended, or stayed silent, before its first frame. */
  reportRefused(): void {
    this.refusals += 1;
    if (this.refusals < REFUSALS_BEFORE_CHANGE || !this.options.WebSocketImpl)
      return;
    this.refusals = 0;
    this.kind = this.kind === 'websocket' ? 'sse' : 'websocket';
    if (this.kind === 'sse') this.options.storage?.setItem(STORAGE_KEY, 'sse');
    else this.options.storage?.removeItem(STORAGE_KEY);
  }

  private async socketUrl(): Promise<string> {
    const base = await this.options.discoveryApi.getBaseUrl('realtime');
    return `${base.replace(/^http/, 'ws').replace(/\/$/, '')}${API_V1}/stream`;
  }
}
