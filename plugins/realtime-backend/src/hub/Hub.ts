import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  RealtimeError,
  toStreamKey,
  type StreamFilter,
  type StreamKey,
  type StreamKind,
} from '@backstage-realtime/plugin-realtime-common';
import type {
  RecordBatch,
  RecordSource,
} from '@backstage-realtime/plugin-realtime-node';
import type { Clock } from '../clock';
import type { HubSettings } from '../config/settings';
import { effectiveFilter } from './effectiveFilter';
import { FlushWindow } from './FlushWindow';
import { HubSubscription } from './HubSubscription';
import type { Lane } from './Lane';
import { laneFor } from './laneFor';
import { refusingSource } from './refusingSource';
import type { Ring } from './Ring';
import { RingBudget } from './RingBudget';
import { SecondRound } from './SecondRound';
import { StreamNews } from './StreamNews';
import type { HubRequest, StreamHub, Subscription } from './Subscription';
import { TopicReader } from './TopicReader';
import type { ViewerSink } from './ViewerSink';

/** What the hub works with. A kind of stream without a source is refused as not configured. */
export interface HubOptions {
  sources: Partial<Record<StreamKind, RecordSource>>;
  settings: HubSettings;
  clock: Clock;
  logger?: LoggerService;
  /** 0 to 1, for the jitter of retries. */
  random?: () => number;
}

interface OpenReader {
  reader: TopicReader;
  subscriptions: Set<HubSubscription>;
  news: StreamNews;
  cancelLinger?: () => void;
}

/**
 * Brings the records of many streams to many viewers.
 *
 * What it does. One reader for each stream, whoever looks, puts the batches of
 * its source into a ring (bounded in bytes and time) and counts every record.
 * A lane is one way of looking at the stream: mask policy, filter, rate cap. It
 * reads the ring once, decodes, masks and filters each record once, and writes
 * it once into a wire segment; the very same bytes go to all its viewers. A
 * viewer is a cursor in the lane's bounded queue of segments: a number and an
 * account, so that a viewer who stalls costs nothing and slows nobody.
 *
 * States. A subscription is opening, then catching up when it starts in the
 * past, then live, or counting when only counts are wanted; paused is on top of
 * any of these, and unreachable is what the source says. A lane reads while it
 * has a cursor. A reader goes on `lingerMs` after its last viewer, so that a
 * page that is loaded again finds the ring filled.
 *
 * What it promises. Order is kept in each partition. Nothing is doubled where
 * history meets the live records: the meeting point is one exact position. What
 * a viewer does not get it is told, with the exact count where the source knows
 * it: `seen = delivered + filtered + gaps` holds in every stats frame. Mask and
 * filter act before anything is shared. No stretch of work is longer than about
 * 10 ms, and without viewers nothing runs.
 *
 * What it drops. Segments a viewer was too slow for (`lapped`), rows over the
 * rate cap (`sampled`), what passed while only counts were wanted (`hidden`) or
 * was waived (`skipped`), and whatever the source says is gone. The reader waits
 * for lanes, never for viewers.
 *
 * How it ends. A subscription ends by `close`, or with an `end` frame: the
 * source refused for good, history reached its budget, the wish cannot be met.
 * `stop` closes all and resolves when the sources have let go.
 */
export class Hub implements StreamHub {
  private readonly open = new Map<StreamKey, OpenReader>();
  private readonly window: FlushWindow;
  private readonly rings: RingBudget;
  private channels = 0;
  private readonly seconds: SecondRound<HubSubscription>;
  private subscribed = 0;
  /** Running number of the second, for what is due every so many. */
  private second = 0;
  private isStopped = false;

  static create(options: HubOptions): Hub {
    return new Hub(options);
  }

  private constructor(private readonly options: HubOptions) {
    this.window = new FlushWindow(options.settings);
    this.rings = new RingBudget(options.settings.ringBytesPerProcess);
    this.seconds = new SecondRound(options.clock, {
      begin: () => this.beginSecond(),
      visit: subscription => subscription.tick(this.second),
      onFault: error => this.endFaulty(error, []),
    });
  }

  subscribe(request: HubRequest, sink: ViewerSink): Subscription {
    if (this.isStopped)
      throw new RealtimeError(
        'realtime.internal',
        'The server is shutting down. Try again in a moment.',
      );
    const { settings, clock } = this.options;
    const open = this.reach(request);
    const filter = effectiveFilter(request);
    const subscription: HubSubscription = new HubSubscription({
      request,
      filter,
      sink,
      reader: open.reader,
      lane: this.laneFor(open, request, filter, sink.viewer ?? sink),
      settings,
      clock,
      turn: this.subscribed++,
      onClosed: () => this.forget(open, subscription),
      onFault: error => this.endFaulty(error, [subscription]),
    });
    open.subscriptions.add(subscription);
    subscription.open();
    this.seconds.start();
    return subscription;
  }

  find(
    key: StreamKey,
    partition: number,
    offset: bigint,
  ): { batch: RecordBatch; i: number } | undefined {
    return this.open.get(key)?.reader.ring.find(partition, offset);
  }

  /** What is held of a stream that is being read; undefined when nobody reads it. */
  held(key: StreamKey): Pick<Ring, 'first' | 'tail' | 'at'> | undefined {
    return this.open.get(key)?.reader.ring;
  }

  /** Records for the viewers that a stream has now, since each of them came, and those they were too slow for. */
  losses(key: StreamKey): { seen: number; lapped: number } {
    const sum = { seen: 0, lapped: 0 };
    for (const each of this.open.get(key)?.subscriptions ?? []) {
      const { seen, gaps } = each.summary();
      sum.seen += seen;
      sum.lapped += gaps.lapped ?? 0;
    }
    return sum;
  }

  /** Readers and viewers at the moment, for metrics. */
  stats(): {
    readers: number;
    viewers: number;
    lanes: number;
    ringBytes: number;
  } {
    const all = [...this.open.values()];
    return {
      readers: all.length,
      viewers: all.reduce(
        (sum, { subscriptions }) => sum + subscriptions.size,
        0,
      ),
      lanes: all.reduce((sum, { reader }) => sum + reader.lanes.size, 0),
      ringBytes: this.rings.held,
    };
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    this.seconds.stop();
    const readers = [...this.open.values()];
    for (const { subscriptions } of readers)
      for (const subscription of [...subscriptions]) subscription.close();
    for (const { cancelLinger } of readers) cancelLinger?.();
    this.open.clear();
    await Promise.all(readers.map(({ reader }) => reader.stop()));
  }

  private reach(request: HubRequest): OpenReader {
    const key = toStreamKey(request.ref);
    const found = this.open.get(key);
    if (found?.reader.hasFailed) this.close(found);
    else if (found) {
      found.cancelLinger?.();
      found.cancelLinger = undefined;
      return found;
    }
    const {
      sources,
      settings,
      clock,
      logger,
      random = Math.random,
    } = this.options;
    this.rings.checkRoom();
    const source = sources[request.ref.kind] ?? refusingSource(request.ref);
    const reader = new TopicReader({
      ref: request.ref,
      source,
      settings,
      rings: this.rings,
      clock,
      logger,
      random,
    });
    const open: OpenReader = {
      reader,
      subscriptions: new Set(),
      news: new StreamNews(),
    };
    this.open.set(key, open);
    reader.start();
    return open;
  }

  private laneFor(
    { reader, subscriptions }: OpenReader,
    request: HubRequest,
    filter: StreamFilter | undefined,
    viewer: unknown,
  ): Lane {
    const { settings, clock } = this.options;
    const own = [...subscriptions].filter(other => other.viewer === viewer);
    return laneFor({
      reader,
      request,
      filter,
      taken: new Set(own.map(other => other.lane)),
      settings,
      clock,
      window: this.window,
      nextChannel: () => (this.channels = (this.channels % 0xffffffff) + 1),
      onFault: (error, lane) => this.endFaulty(error, this.viewersOf(lane)),
    });
  }

  private viewersOf(lane: Lane): HubSubscription[] {
    return [...this.open.values()].flatMap(({ subscriptions }) =>
      [...subscriptions].filter(one => one.lane === lane),
    );
  }

  private endFaulty(error: unknown, subscriptions: HubSubscription[]): void {
    this.options.logger?.error('a subscription ended by an unexpected fault', {
      error:
        error instanceof Error ? (error.stack ?? error.name) : typeof error,
      subscriptions: subscriptions.length,
    });
    for (const subscription of subscriptions) {
      subscription.end(
        'realtime.internal',
        'Something unexpected happened on the server; its log has the details. Open the stream again.',
      );
    }
  }

  private forget(open: OpenReader, closed: HubSubscription): void {
    open.subscriptions.delete(closed);
    const isUsed = [...open.subscriptions].some(
      other => other.lane === closed.lane,
    );
    if (!isUsed)
      for (const [key, lane] of open.reader.lanes)
        if (lane === closed.lane) open.reader.lanes.delete(key);
    if (open.subscriptions.size > 0 || this.isStopped) return;
    if (open.reader.hasFailed) this.close(open);
    else
      open.cancelLinger = this.options.clock.setTimeout(
        () => this.close(open),
        this.options.settings.lingerMs,
      );
  }

  private close(open: OpenReader): void {
    const key = toStreamKey(open.reader.setup.ref);
    if (this.open.get(key) === open) this.open.delete(key);
    open.reader.stop().catch(error => this.endFaulty(error, []));
  }

  /** What only matters once a second: rates, counts without a match, what the rings need not hold. */
  private beginSecond(): HubSubscription[] | undefined {
    this.second += 1;
    this.window.roll();
    const nowMs = this.options.clock.now();
    const all = [...this.open.values()];
    for (const { reader } of all) {
      reader.stats.roll(nowMs, !reader.status.outage);
      for (const lane of reader.lanes.values()) lane.tick();
      reader.trim();
    }
    return all.some(({ subscriptions }) => subscriptions.size > 0)
      ? all.flatMap(open => this.toVisit(open))
      : undefined;
  }

  /** All viewers of a stream with news, else only those with something of their own. */
  private toVisit({ reader, subscriptions, news }: OpenReader) {
    if (news.take(reader)) return [...subscriptions];
    const restless: HubSubscription[] = [];
    for (const viewer of subscriptions)
      if (!viewer.isAtRest(this.second)) restless.push(viewer);
    return restless;
  }
}
