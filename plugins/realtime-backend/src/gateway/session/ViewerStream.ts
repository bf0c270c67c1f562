import {
  type RealtimeErrorCode,
  type SubscribeCommand,
  type WatchedStream as OwnStream,
} from '@backstage-realtime/plugin-realtime-common';
import type { Grant, UserCredentials } from '../../access/StreamAccess';
import type { Subscription } from '../../hub/Subscription';
import type {
  Segment,
  SubscriptionFrame,
  ViewerSink,
} from '../../hub/ViewerSink';
import { nameOfFault } from '../../nameOfFault';
import { filterHash } from './filterHash';
import { maskInfoOf, problemOf, toStreamRequest } from './accessRules';
import type { StopReason, WatchedStream } from '../audit';
import type { OpenStream } from '../budgets/StreamBudget';
import type { Replies } from './Replies';
import type { SessionServices } from './SessionServices';
import type { ViewerTransport } from './ViewerTransport';

/** The viewer a stream belongs to, as far as the stream needs to know it. */
export interface StreamOwner {
  readonly id: string;
  readonly userRef: string;
  readonly transport: ViewerTransport;
  readonly replies: Replies;
  /** Those of now: a renewal replaces them. */
  credentials(): UserCredentials;
  /** Called once, when nothing more comes for this stream. */
  onDone(stream: ViewerStream): void;
}

type Mode = 'records' | 'counts';

/** A check that cannot be made (a catalog restart) is forgiven once. */
const MAX_FAILED_CHECKS = 2;

const STOPPED =
  'You stopped this stream from another page, to watch something else there. Continue it here when there is room again';

/**
 * One stream of one viewer: opening, open, done. It asks for access, takes its
 * place in the budget, subscribes, checks access again from time to time, and
 * gives everything back exactly once however it ends.
 */
export class ViewerStream implements ViewerSink {
  private subscription?: Subscription;
  /** What was granted, and how to leave the budget. */
  private place?: { grant: Grant; release: () => void };
  private mode: Mode;
  /** Differs from `mode` while going to records is being authorised. */
  private wantedMode: Mode;
  private failedChecks = 0;
  private isDone = false;

  static create(
    command: SubscribeCommand,
    owner: StreamOwner,
    services: SessionServices,
  ): ViewerStream {
    return new ViewerStream(command, owner, services);
  }

  private constructor(
    private readonly command: SubscribeCommand,
    private readonly owner: StreamOwner,
    private readonly services: SessionServices,
  ) {
    this.mode = command.mode ?? 'records';
    this.wantedMode = this.mode;
  }

  get sub(): number {
    return this.command.sub;
  }

  /** As refusals name it. */
  get name(): Pick<OwnStream, 'entityRef' | 'stream'> {
    return this.command;
  }

  get viewer(): unknown {
    return this.owner;
  }

  private get replies(): Replies {
    return this.owner.replies;
  }

  /** Never rejects: what goes wrong becomes an error frame. */
  async open(): Promise<void> {
    const sinceMs = this.services.clock.now();
    this.sendFrame({
      type: 'status',
      status: { state: 'connecting', step: 'authorise', sinceMs },
    });
    try {
      const decision = await this.authorise(this.mode);
      if (this.isDone) return;
      if (decision.ok) this.start(decision.grant);
      else this.refuse(decision.code, decision.message);
    } catch (error) {
      this.fail(error);
    }
  }

  /** Ends the stream when the right to it was withdrawn or its mask changed. Never rejects. */
  async checkAccess(): Promise<void> {
    if (!this.subscription || this.isDone) return;
    try {
      const decision = await this.authorise(this.mode);
      this.failedChecks = 0;
      const problem = problemOf(decision, this.place?.grant);
      if (problem) this.end(problem.code, problem.message, 'access-withdrawn');
    } catch (error) {
      this.services.logger.warn('could not check access to a stream again', {
        viewer: this.owner.id,
        stream: this.command.stream,
        cause: nameOfFault(error),
      });
      this.failedChecks += 1;
      if (this.failedChecks >= MAX_FAILED_CHECKS) this.fail(error);
    }
  }

  /** Counts need less than records, so going to records is authorised anew. Never rejects. */
  async setMode(mode: Mode): Promise<void> {
    this.wantedMode = mode;
    try {
      const problem =
        mode === 'records' && this.mode === 'counts'
          ? problemOf(await this.authorise(mode), this.place?.grant)
          : undefined;
      if (!this.subscription || this.wantedMode !== mode) return;
      if (problem) this.replies.refuse({ sub: this.sub, ...problem });
      else this.switchTo(mode, this.subscription);
    } catch (error) {
      this.replies.fail(this.sub, this.command.stream, error);
    }
  }

  ack(channel: number, sequence: number): void {
    if (this.subscription?.channel === channel) this.subscription.ack(sequence);
  }

  wake(): void {
    this.subscription?.wake();
  }

  pause(because: 'viewer' | 'idle'): void {
    this.subscription?.pause(because);
  }

  resume(from: 'buffer' | 'now'): void {
    this.subscription?.resume(from);
  }

  canTake(): boolean {
    return this.owner.transport.canTake();
  }

  sendSegment(segment: Segment): void {
    if (this.isDone) return;
    this.services.counters.segments += 1;
    this.services.counters.segmentBytes += segment.bytes.length;
    this.owner.transport.sendSegment(segment);
  }

  sendFrame(frame: SubscriptionFrame): void {
    if (this.isDone) return;
    const isSubscribed = frame.type === 'subscribed';
    this.replies.send({
      ...(isSubscribed
        ? { ...frame, mask: maskInfoOf(this.place?.grant) }
        : frame),
      sub: this.sub,
    });
    if (frame.type === 'end') this.finish('ended-by-source');
  }

  /** Tells the viewer that it is over, then gives everything back. */
  end(code: RealtimeErrorCode, reason: string, because: StopReason): void {
    if (this.isDone) return;
    this.replies.send({ type: 'end', sub: this.sub, code, reason });
    this.finish(because);
  }

  /** Gives everything back without a word to the viewer. Idempotent. */
  finish(because: StopReason): void {
    if (this.isDone) return;
    this.isDone = true;
    const { subscription } = this;
    this.subscription = undefined;
    this.place?.release();
    if (subscription) {
      const summary = subscription.summary();
      subscription.close();
      this.services.onAudit({
        ...this.facts(),
        kind: 'stopped',
        because,
        summary,
      });
    }
    this.owner.onDone(this);
  }

  private start(grant: Grant): void {
    const { budget, hub, decoding, counters } = this.services;
    const { from, filter, maxPerSecond, insteadOf } = this.command;
    const decision = budget.take(this.toOpen(grant), insteadOf);
    if (!decision.ok) {
      const { message, watching } = decision;
      this.refuse('realtime.stream.over-budget', message, watching);
      return;
    }
    this.place = { grant, release: decision.release };
    const projector = decoding.projector(grant.ref.system, grant.mask);
    const subscription = hub.subscribe(
      {
        ref: grant.ref,
        from,
        mode: this.mode,
        filter,
        maxPerSecond,
        projector,
      },
      this,
    );
    this.adopt(subscription);
    counters.streamsStarted += 1;
  }

  /** As the budget counts it. */
  private toOpen({ entityRef, key, ref }: Grant): OpenStream {
    const { id: viewer, userRef } = this.owner;
    const stop = () =>
      this.end('realtime.stream.stopped-elsewhere', STOPPED, 'replaced');
    const system = `${ref.kind}:${ref.system}`;
    return { userRef, entityRef, system, stream: key, viewer, stop };
  }

  /** The hub may have sent `end` before it returned. */
  private adopt(subscription: Subscription): void {
    if (this.isDone) {
      subscription.close();
      return;
    }
    this.subscription = subscription;
    this.services.onAudit({ ...this.facts(), kind: 'started' });
  }

  private switchTo(mode: Mode, subscription: Subscription): void {
    if (mode === this.mode) return;
    this.mode = mode;
    subscription.setMode(mode);
    this.services.onAudit({ ...this.facts(), kind: 'mode-changed' });
  }

  private authorise(mode: Mode) {
    return this.services.access.authorise(
      toStreamRequest(this.command, mode),
      this.owner.credentials(),
    );
  }

  private refuse(
    code: RealtimeErrorCode,
    message: string,
    watching?: OwnStream[],
  ): void {
    this.services.counters.streamsRefused += 1;
    this.services.onAudit({ ...this.facts(), kind: 'refused', code });
    this.replies.refuse({ sub: this.sub, code, message, watching });
    this.finish('fault');
  }

  private fail(error: unknown): void {
    if (this.isDone) return;
    this.replies.fail(this.sub, this.command.stream, error);
    this.finish('fault');
  }

  private facts(): WatchedStream {
    const request = toStreamRequest(this.command, this.mode);
    return {
      atMs: this.services.clock.now(),
      viewer: this.owner.id,
      userRef: this.owner.userRef,
      transport: this.owner.transport.kind,
      entityRef: request.entityRef,
      stream: request.stream,
      mode: this.mode,
      unmask: request.unmask,
      filterHash: filterHash(this.command.filter),
    };
  }
}
