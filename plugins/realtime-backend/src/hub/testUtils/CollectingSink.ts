import {
  BatchReader,
  type Gap,
  type ViewedRecord,
} from '@backstage-realtime/plugin-realtime-common';
import type { Subscription } from '../Subscription';
import type { Segment, SubscriptionFrame, ViewerSink } from '../ViewerSink';

type FrameOf<T extends SubscriptionFrame['type']> = Extract<
  SubscriptionFrame,
  { type: T }
>;

/** A viewer that reads everything it is sent and checks the promises of the hub on the way. */
export class CollectingSink implements ViewerSink {
  readonly frames: SubscriptionFrame[] = [];
  readonly segments: Segment[] = [];
  readonly records: ViewedRecord[] = [];
  /** Broken promises, in words. Empty is what a test wants. */
  readonly faults: string[] = [];
  /** False: the socket is full. */
  isOpen = true;
  /** False: the page no longer acknowledges. */
  acknowledges = true;
  subscription: Subscription | undefined;
  private readonly newest = new Map<number, bigint>();

  constructor(readonly viewer?: unknown) {}

  canTake(): boolean {
    return this.isOpen;
  }

  sendSegment(segment: Segment): void {
    this.segments.push(segment);
    // Bytes of history are written over once they are acknowledged.
    const reader = BatchReader.open(Uint8Array.from(segment.bytes));
    this.check(
      reader.channel === segment.channel,
      `channel ${reader.channel} in a segment of ${segment.channel}`,
    );
    this.check(
      reader.count === segment.records,
      `${reader.count} rows in a segment of ${segment.records}`,
    );
    this.check(
      reader.seen === reader.count + reader.filtered + reader.sampled,
      'counts of a batch do not add up',
    );
    for (let i = 0; i < reader.count; i++) this.take(reader.record(i));
    if (this.acknowledges)
      queueMicrotask(() => this.subscription?.ack(segment.sequence));
  }

  sendFrame(frame: SubscriptionFrame): void {
    this.frames.push(frame);
    if (frame.type === 'stats') this.checkStats(frame);
  }

  of<T extends SubscriptionFrame['type']>(type: T): Array<FrameOf<T>> {
    return this.frames.filter(
      (frame): frame is FrameOf<T> => frame.type === type,
    );
  }

  get gaps(): Gap[] {
    return this.of('gap').map(({ gap }) => gap);
  }

  get offsets(): string[] {
    return this.records.map(
      ({ partition, offset }) => `${partition}:${offset}`,
    );
  }

  get states(): string[] {
    return this.of('status').map(({ status }) => status.state);
  }

  /** The page works again: acknowledges what it got. */
  acknowledge(): void {
    this.acknowledges = true;
    const last = this.segments.at(-1);
    if (last) this.subscription?.ack(last.sequence);
  }

  private take(record: ViewedRecord): void {
    const offset = BigInt(record.offset);
    const newest = this.newest.get(record.partition) ?? -1n;
    this.check(
      offset > newest,
      `offset ${offset} of partition ${record.partition} after ${newest}`,
    );
    this.newest.set(record.partition, offset);
    this.records.push(record);
  }

  private checkStats({
    seen,
    delivered,
    filtered,
    gaps,
  }: FrameOf<'stats'>): void {
    const lost = Object.values(gaps).reduce((sum, count) => sum + count, 0);
    this.check(
      seen === delivered + filtered + lost,
      `seen ${seen}, delivered ${delivered}, filtered ${filtered}, lost ${lost}`,
    );
    this.check(
      delivered === this.records.length,
      `delivered ${delivered}, got ${this.records.length}`,
    );
  }

  private check(holds: boolean, fault: string): void {
    if (!holds) this.faults.push(fault);
  }
}
