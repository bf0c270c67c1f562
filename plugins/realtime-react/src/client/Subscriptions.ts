import type {
  BatchReader,
  Command,
  Frame,
  WatchedStream,
} from '@backstage-realtime/plugin-realtime-common';
import type { RecordStreamOptions } from '../store/RecordStream';
import type {
  StateLink,
  StatePort,
  StateSink,
  StateWish,
} from '../store/StatePort';
import type { StreamLink, StreamPort, StreamSink } from '../store/StreamPort';
import type { ConnectionState } from '../store/StreamSnapshot';
import type { Clock } from './Clock';
import { ClientSubscription } from './ClientSubscription';
import { ClientWatch } from './ClientWatch';
import { Connection, type ConnectionOptions } from './Connection';
import type { ConnectionHost } from './ConnectionHost';
import type { TransportKind } from './Transport';

/** All streams of the tab over its one connection: numbers them, replays them, and hands each what is its own. */
export class Subscriptions implements StreamPort, StatePort, ConnectionHost {
  private readonly connection: Connection;
  private readonly clock: Clock;
  private readonly chooser: ConnectionOptions['chooser'];
  private readonly bySub = new Map<number, ClientSubscription>();
  private readonly watches = new Map<number, ClientWatch>();
  private readonly byChannel = new Map<number, ClientSubscription>();
  private lastSub = 0;

  static create(options: ConnectionOptions): Subscriptions {
    return new Subscriptions(options);
  }

  private constructor(options: ConnectionOptions) {
    this.clock = options.clock;
    this.chooser = options.chooser;
    this.connection = Connection.create(options, this);
  }

  open(options: RecordStreamOptions, sink: StreamSink): StreamLink {
    const subscription = new ClientSubscription(++this.lastSub, options, sink, {
      send: command => this.connection.send(command),
      now: () => this.clock.now(),
    });
    this.bySub.set(subscription.sub, subscription);
    this.connection.open();
    sink.onConnection(this.connection.state);
    this.tell(subscription);
    return {
      wish: wish => subscription.wish(wish),
      ack: batch => subscription.ack(batch),
      retry: insteadOf => this.retry(subscription, insteadOf),
      close: () => this.close(subscription),
    };
  }

  watch(wish: StateWish, sink: StateSink): StateLink {
    const watch = new ClientWatch(++this.lastSub, wish, sink);
    this.watches.set(watch.sub, watch);
    this.connection.open();
    sink.onConnection(this.connection.state);
    this.tell(watch);
    return {
      refresh: () => this.refresh(watch),
      close: () => this.unwatch(watch),
    };
  }

  /** Connects for a stream to come. An event stream is opened by what it shall carry, so it cannot wait for it. */
  prepare(): void {
    if (this.isUsed || this.chooser.next === 'sse') return;
    this.connection.open();
    this.connection.release();
  }

  /** Somebody is there: keeps the server from the idle pause, and hurries a waiting connection. */
  notePresence(): void {
    this.connection.send({ type: 'present' });
    if (this.connection.state.state === 'waiting') this.connection.retryNow();
  }

  commands(kind: TransportKind): Command[] {
    this.byChannel.clear();
    return [...this.bySub.values(), ...this.watches.values()]
      .filter(({ isOver }) => !isOver)
      .flatMap(one => one.replay(kind));
  }

  expectsFrames(): boolean {
    return [...this.bySub.values()].some(({ isLive }) => isLive);
  }

  onState(state: ConnectionState): void {
    for (const { sink } of [...this.bySub.values(), ...this.watches.values()])
      sink.onConnection(state);
  }

  onFrame(frame: Frame): void {
    if (frame.type === 'hello' || frame.sub === undefined) return;
    const watch = this.watches.get(frame.sub);
    if (watch && !watch.takeFrame(frame)) this.rewatch(watch);
    if (watch || frame.type === 'state') return;
    const subscription = this.bySub.get(frame.sub);
    if (!subscription) return;
    if (frame.type === 'subscribed')
      this.byChannel.set(frame.channel, subscription);
    subscription.takeFrame(frame);
  }

  onBatch(batch: BatchReader): void {
    this.byChannel.get(batch.channel)?.takeBatch(batch);
  }

  /** Over a live connection at once; otherwise the opening tells it with all the others. */
  private tell(subscription: ClientSubscription | ClientWatch): void {
    const { carrier } = this.connection;
    if (!carrier) return;
    for (const command of subscription.replay(carrier))
      this.connection.send(command);
  }

  private retry(
    subscription: ClientSubscription,
    insteadOf: WatchedStream | undefined,
  ): void {
    const { state } = this.connection.state;
    const { isOver } = subscription;
    if (isOver) this.renumber(subscription, insteadOf);
    if (state === 'waiting' || state === 'closed') this.connection.retryNow();
    else if (isOver) this.tell(subscription);
  }

  /** A number is used once, so that late frames of the old attempt reach nobody. */
  private renumber(
    subscription: ClientSubscription,
    insteadOf: WatchedStream | undefined,
  ): void {
    this.bySub.delete(subscription.sub);
    subscription.reopen(++this.lastSub, insteadOf);
    this.bySub.set(subscription.sub, subscription);
  }

  private close(subscription: ClientSubscription): void {
    if (!this.bySub.delete(subscription.sub)) return;
    for (const [channel, one] of this.byChannel) {
      if (one === subscription) this.byChannel.delete(channel);
    }
    this.letGo(subscription);
  }

  private get isUsed(): boolean {
    return this.bySub.size + this.watches.size > 0;
  }

  private letGo({ sub, isOver }: ClientSubscription | ClientWatch): void {
    if (!this.isUsed) {
      this.connection.release();
      // The rest of an event stream ends with it; a new one of nothing is refused.
      if (this.connection.carrier === 'sse') return;
    }
    if (!isOver) this.connection.send({ type: 'unsubscribe', sub });
  }

  private refresh(watch: ClientWatch): void {
    const { state } = this.connection.state;
    if (watch.isOver) this.rewatch(watch);
    else if (this.connection.carrier === 'websocket')
      this.connection.send({ type: 'refresh', sub: watch.sub });
    if (state === 'waiting' || state === 'closed') this.connection.retryNow();
  }

  /** Under a new number, so that late frames of the old watch reach nobody. */
  private rewatch(watch: ClientWatch): void {
    if (!watch.isOver)
      this.connection.send({ type: 'unsubscribe', sub: watch.sub });
    this.watches.delete(watch.sub);
    watch.reopen(++this.lastSub);
    this.watches.set(watch.sub, watch);
    this.tell(watch);
  }

  private unwatch(watch: ClientWatch): void {
    if (this.watches.delete(watch.sub)) this.letGo(watch);
  }
}
