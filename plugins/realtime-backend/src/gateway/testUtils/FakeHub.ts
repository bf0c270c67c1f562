import { EventEmitter, once } from 'node:events';
import {
  toStreamKey,
  type Offset,
} from '@backstage-realtime/plugin-realtime-common';
import type {
  HubRequest,
  StreamHub,
  Subscription,
  SubscriptionSummary,
} from '../../hub/Subscription';
import type { Segment, ViewerSink } from '../../hub/ViewerSink';

/** A subscription that records what the gateway did to it. */
export class FakeSubscription implements Subscription {
  readonly acks: number[] = [];
  readonly events: string[] = [];
  readonly signals = new EventEmitter();
  delivered = 0;
  isClosed = false;

  constructor(
    readonly channel: number,
    readonly request: HubRequest,
    readonly sink: ViewerSink,
  ) {}

  ack(sequence: number): void {
    this.acks.push(sequence);
    this.note('ack');
  }

  wake(): void {
    this.note('wake');
  }

  pause(because: 'viewer' | 'idle'): void {
    this.note(`pause ${because}`);
    const status = { state: 'paused', sinceMs: 0, because } as const;
    this.sink.sendFrame({ type: 'status', status });
  }

  resume(from: 'buffer' | 'now'): void {
    this.note(`resume ${from}`);
  }

  setMode(mode: 'records' | 'counts'): void {
    this.note(`mode ${mode}`);
  }

  summary(): SubscriptionSummary {
    return {
      seen: this.delivered,
      delivered: this.delivered,
      filtered: 0,
      gaps: {},
      ranges: new Map(),
    };
  }

  close(): void {
    this.isClosed = true;
    this.note('close');
  }

  /** Resolves at the next event of that name. */
  async next(event: string): Promise<void> {
    await once(this.signals, event);
  }

  private note(event: string): void {
    this.events.push(event);
    this.signals.emit(event);
  }
}

/** A hub without sources: the test publishes, and batches go to whoever can take them. */
export class FakeHub implements Pick<StreamHub, 'subscribe'> {
  readonly subscriptions: FakeSubscription[] = [];
  private sequence = 0;

  subscribe(request: HubRequest, sink: ViewerSink): FakeSubscription {
    const channel = 1 + this.subscriptions.length;
    const subscription = new FakeSubscription(channel, request, sink);
    this.subscriptions.push(subscription);
    sink.sendFrame({
      type: 'subscribed',
      channel,
      stream: toStreamKey(request.ref),
      partitions: [{ partition: 0, low: '0' as Offset, high: '10' as Offset }],
      isSeekable: true,
    });
    return subscription;
  }

  get open(): FakeSubscription[] {
    return this.subscriptions.filter(({ isClosed }) => !isClosed);
  }

  /** One segment for every open subscription that can take it; the answer counts them. */
  publish(bytes: Uint8Array, channel = 1): number {
    this.sequence += 1;
    const segment: Segment = {
      channel,
      sequence: this.sequence,
      bytes,
      records: 1,
    };
    const takers = this.open.filter(({ sink }) => sink.canTake());
    for (const taker of takers) {
      taker.delivered += 1;
      taker.sink.sendSegment(segment);
    }
    return takers.length;
  }
}
