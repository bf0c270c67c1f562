import type {
  Command,
  SubscribeCommand,
} from '@backstage-realtime/plugin-realtime-common';
import type { StopReason } from '../audit';
import { overUserLimit } from '../budgets/StreamBudget';
import { usedSub, type Refusal } from './Replies';
import type { SessionServices } from './SessionServices';
import type { SubscriptionHooks } from './SubscriptionHooks';
import { ViewerStream, type StreamOwner } from './ViewerStream';

const IDLE = 'Nobody used the page for a while. Continue to see new records';

/** The streams of one viewer, by their numbers. */
export class ViewerStreams {
  private readonly streams = new Map<number, ViewerStream>();
  private readonly owner: StreamOwner;

  static create(
    viewer: Omit<StreamOwner, 'onDone'>,
    services: SessionServices,
    hooks: SubscriptionHooks,
  ): ViewerStreams {
    return new ViewerStreams(viewer, services, hooks);
  }

  private constructor(
    viewer: Omit<StreamOwner, 'onDone'>,
    private readonly services: SessionServices,
    private readonly hooks: SubscriptionHooks,
  ) {
    const { id, userRef, transport, replies } = viewer;
    this.owner = {
      id,
      userRef,
      transport,
      replies,
      credentials: () => viewer.credentials(),
      onDone: stream => this.forget(stream),
    };
  }

  get size(): number {
    return this.streams.size;
  }

  has(sub: number): boolean {
    return this.streams.has(sub);
  }

  /** Opens one stream; refusals come as frames. */
  subscribe(command: SubscribeCommand): void {
    const refusal = this.refusalOf(command);
    if (refusal) {
      this.services.counters.streamsRefused += 1;
      this.owner.replies.refuse(refusal);
      return;
    }
    const stream = ViewerStream.create(command, this.owner, this.services);
    this.streams.set(command.sub, stream);
    this.hooks.track(stream.open());
  }

  steer(command: Extract<Command, { sub: number }>): void {
    const stream = this.streams.get(command.sub);
    if (!stream) this.owner.replies.refuse(unknownSub(command.sub));
    else if (command.type === 'unsubscribe') stream.finish('unsubscribed');
    else if (command.type === 'pause') stream.pause('viewer');
    else if (command.type === 'resume') stream.resume(command.from);
    else if (command.type === 'refresh') stream.wake();
    else if (command.type === 'mode')
      this.hooks.track(stream.setMode(command.mode));
  }

  ack(channel: number, sequence: number): void {
    for (const stream of this.streams.values()) stream.ack(channel, sequence);
  }

  /** The wire drained. */
  wake(): void {
    for (const stream of this.streams.values()) stream.wake();
  }

  /** Nobody uses the page: streams pause; a wire that cannot carry `resume` ends them. */
  goIdle(): void {
    for (const stream of [...this.streams.values()]) {
      if (this.owner.transport.kind === 'websocket') stream.pause('idle');
      else stream.end('realtime.stream.idle', IDLE, 'idle');
    }
  }

  async checkAccess(): Promise<void> {
    const streams = [...this.streams.values()];
    await Promise.all(streams.map(stream => stream.checkAccess()));
  }

  finish(because: StopReason): void {
    for (const stream of [...this.streams.values()]) stream.finish(because);
  }

  private forget(stream: ViewerStream): void {
    this.streams.delete(stream.sub);
    this.hooks.onDone();
  }

  /**
   * Checked before access is asked for, so that a flood of subscribes costs
   * nothing. One more than the limit may be opening while it is to take the
   * place of another.
   */
  private refusalOf({ sub, insteadOf }: SubscribeCommand): Refusal | undefined {
    if (this.hooks.isTaken(sub)) return usedSub(sub);
    const { settings, budget } = this.services;
    const { streamsPerUser } = settings.gateway;
    const room = insteadOf ? streamsPerUser + 1 : streamsPerUser;
    if (this.size < room) return undefined;
    const names = [...this.streams.values()].map(stream => stream.name);
    return {
      sub,
      code: 'realtime.stream.over-budget',
      message: overUserLimit(names, streamsPerUser),
      watching: budget.watching(this.owner.userRef),
    };
  }
}

function unknownSub(sub: number): Refusal {
  const message = `No stream is open as subscription ${sub}. Subscribe again`;
  return { sub, code: 'realtime.command.unknown-sub', message };
}
