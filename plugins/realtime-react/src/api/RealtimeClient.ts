import {
  API_V1,
  type CanaryOverview,
  type CanaryState,
  type InspectRequest,
  type InspectResponse,
  type MetricBoards,
  type PackedTopicHealth,
  type RolloutControlRequest,
  type RolloutControlResponse,
  type StreamsResponse,
  type TopicHealth,
  type TopicHealthOverview,
  unpackTopicHealth,
} from '@backstage-realtime/plugin-realtime-common';
import type { DiscoveryApi, FetchApi } from '@backstage/core-plugin-api';
import { systemClock, type Clock } from '../client/Clock';
import { readJson } from '../client/httpRefusal';
import { Subscriptions } from '../client/Subscriptions';
import {
  TransportChooser,
  type SessionStorage,
} from '../client/TransportChooser';
import type { WebSocketConstructor } from '../client/WebSocketTransport';
import type { RecordStream, RecordStreamOptions } from '../store/RecordStream';
import { createPageScheduler, type Scheduler } from '../store/Scheduler';
import { createRecordStream } from '../store/StreamStore';
import {
  DEFAULT_WINDOW_BOUNDS,
  type WindowBounds,
} from '../store/WindowBuilder';
import { ListingAhead } from './ListingAhead';
import { StateStore } from '../store/StateStore';
import type { StateWish } from '../store/StatePort';
import type { StateStream } from '../store/StateStream';
import type { RealtimeApi } from './RealtimeApi';
import type { RolloutApi } from './RolloutApi';
import type { RealtimeOverviewApi, TopicHealthApi } from './TopicHealthApi';

/** What the client needs of the app, and the seams of the browser. @public */
export interface RealtimeClientOptions {
  discoveryApi: DiscoveryApi;
  fetchApi: FetchApi;
  /** The browser's own unless told; without any the frames come over SSE. */
  WebSocketImpl?: WebSocketConstructor;
  scheduler?: Scheduler;
  clock?: Clock;
  /** Remembers for the session that sockets are blocked; `sessionStorage` unless told. */
  storage?: SessionStorage;
  /** In [0, 1); spreads reconnects. `Math.random` unless told. */
  random?: () => number;
  /** Bounds of each stream's window. */
  window?: Partial<WindowBounds>;
}

/** Somebody's presence is told at most this often, in ms; the server's idle pause is in minutes. */
const PRESENCE_EVERY_MS = 60_000;

/**
 * The realtime backend as pages use it: reads over HTTP, streams over the one
 * connection of the tab. Faults of reads are {@link HttpRefusal} with the
 * server's code and message; faults of streams are in their snapshots.
 * @public
 */
export class RealtimeClient
  implements RealtimeApi, TopicHealthApi, RealtimeOverviewApi, RolloutApi
{
  private toldPresenceAtMs = -Infinity;
  private readonly ahead: ListingAhead;

  static create(options: RealtimeClientOptions): RealtimeClient {
    const clock = options.clock ?? systemClock;
    const chooser = TransportChooser.create({
      ...options,
      WebSocketImpl: options.WebSocketImpl ?? globalThis.WebSocket,
      storage: options.storage ?? sessionStorageIfAllowed(),
    });
    const subscriptions = Subscriptions.create({
      chooser,
      clock,
      random: options.random ?? Math.random,
    });
    return new RealtimeClient(
      options,
      subscriptions,
      clock,
      options.scheduler ?? createPageScheduler(),
    );
  }

  private constructor(
    private readonly options: RealtimeClientOptions,
    private readonly subscriptions: Subscriptions,
    private readonly clock: Clock,
    private readonly scheduler: Scheduler,
  ) {
    this.ahead = ListingAhead.create(
      (entityRef, signal) => this.readListing(entityRef, signal),
      clock,
    );
    scheduler.onPresence(() => this.notePresence());
    scheduler.onHiddenChange(() => this.notePresence());
  }

  listStreams(
    entityRef: string,
    signal?: AbortSignal,
  ): Promise<StreamsResponse> {
    return this.ahead.take(entityRef, signal);
  }

  async inspect(
    request: InspectRequest,
    signal?: AbortSignal,
  ): Promise<InspectResponse> {
    return readJson(await this.post('/records/inspect', request, signal));
  }

  async controlRollout(
    request: RolloutControlRequest,
  ): Promise<RolloutControlResponse> {
    return readJson(await this.post('/rollouts/control', request));
  }

  prepare(entityRef?: string): void {
    if (this.scheduler.isHidden()) return;
    if (entityRef !== undefined) this.ahead.ask(entityRef);
    this.subscriptions.prepare();
  }

  open(options: RecordStreamOptions): RecordStream {
    return createRecordStream(options, {
      port: this.subscriptions,
      scheduler: this.scheduler,
      clock: this.clock,
      bounds: { ...DEFAULT_WINDOW_BOUNDS, ...this.options.window },
    });
  }

  openTopicHealth(entityRef: string): StateStream<TopicHealth> {
    return this.watch(
      { state: 'topic-health', entityRefs: [entityRef] },
      value => unpackTopicHealth(value as PackedTopicHealth),
    );
  }

  openOverview(entityRefs: string[]): StateStream<TopicHealthOverview> {
    return this.watch({ state: 'topic-health-summary', entityRefs });
  }

  openCanary(entityRef: string): StateStream<CanaryState> {
    return this.watch({ state: 'rollout', entityRefs: [entityRef] });
  }

  openCanaryOverview(entityRefs: string[]): StateStream<CanaryOverview> {
    return this.watch({ state: 'canary-summary', entityRefs });
  }

  openMetrics(entityRef: string): StateStream<MetricBoards> {
    return this.watch({ state: 'metrics', entityRefs: [entityRef] });
  }

  private watch<T>(
    wish: StateWish,
    read: (value: unknown) => T = value => value as T,
  ): StateStream<T> {
    const { clock, subscriptions: port } = this;
    return StateStore.open<T>(wish, { port, clock, read });
  }

  private async readListing(
    entityRef: string,
    signal?: AbortSignal,
  ): Promise<StreamsResponse> {
    const path = `/entities/${toEntityPath(entityRef)}/streams`;
    return readJson(await this.fetch(path, { signal }));
  }

  private post(
    path: string,
    body: object,
    signal?: AbortSignal,
  ): Promise<Response> {
    return this.fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      signal,
    });
  }

  private fetch(path: string, init: RequestInit): Promise<Response> {
    return this.options.fetchApi.fetch(
      `plugin://realtime${API_V1}${path}`,
      init,
    );
  }

  private notePresence(): void {
    const nowMs = this.clock.now();
    if (
      this.scheduler.isHidden() ||
      nowMs - this.toldPresenceAtMs < PRESENCE_EVERY_MS
    )
      return;
    this.toldPresenceAtMs = nowMs;
    this.subscriptions.notePresence();
  }
}

/** `component:default/ping-pong` as `component/default/ping-pong`; a part left out is the catalog's default. */
function toEntityPath(entityRef: string): string {
  const [, kind = 'component', namespace = 'default', name = entityRef] =
    /^(?:([^:/]+):)?(?:([^:/]+)\/)?([^:/]+)$/.exec(entityRef) ?? [];
  return [kind, namespace, name].map(encodeURIComponent).join('/');
}

/** Browsers that forbid storage throw when it is only looked at; then nothing is remembered. */
function sessionStorageIfAllowed(): SessionStorage | undefined {
  try {
    return globalThis.sessionStorage;
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}
