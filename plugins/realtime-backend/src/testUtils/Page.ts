import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import {
  BatchReader,
  type Frame,
  type ViewedRecord,
} from '@backstage-realtime/plugin-realtime-common';
import { WebSocket } from 'ws';
import { ENTITY, ORIGIN, STREAM } from './names';

type FrameOf<T extends Frame['type']> = Extract<Frame, { type: T }>;

/** How a page comes: from where, and whether it reads what it is sent. */
export interface PageOptions {
  port: number;
  ticket: string;
  origin?: string;
}

/** A page: everything it was sent, and how to wait for what it has not been sent yet. */
export class Page {
  readonly frames: Frame[] = [];
  readonly records: ViewedRecord[] = [];
  readonly closed: Promise<number>;
  /** Batches that came; none is acknowledged while `acknowledges` is false. */
  batches = 0;
  acknowledges = true;
  private acknowledgeLast = () => {};
  /** Broken promises of the stream, in words. Empty is what every test wants. */
  readonly faults: string[] = [];
  private readonly waiting = new Set<() => void>();
  private readonly newest = new Map<string, bigint>();

  /** Rejects with the status in the message when the socket is refused. */
  static async open({
    port,
    ticket,
    origin = ORIGIN,
  }: PageOptions): Promise<Page> {
    const url = `ws://localhost:${port}/api/realtime/v1/stream`;
    const socket = new WebSocket(url, ['realtime.v1', `ticket.${ticket}`], {
      origin,
    });
    const page = new Page(socket);
    await once(socket, 'open');
    return page;
  }

  private constructor(readonly socket: WebSocket) {
    this.closed = new Promise(resolve => socket.once('close', resolve));
    socket.on('message', (data: Buffer, isBinary: boolean) => {
      if (isBinary) this.readBatch(data);
      else this.readFrame(JSON.parse(data.toString()));
      this.waiting.forEach(check => check());
    });
  }

  send(command: object): void {
    this.socket.send(JSON.stringify(command));
  }

  /** From now on, the records of the topic of the sandbox, unless `change` says otherwise. */
  subscribe(change: object = {}): void {
    this.send({
      type: 'subscribe',
      sub: 1,
      entityRef: ENTITY,
      stream: STREAM,
      from: { at: 'latest' },
      ...change,
    });
  }

  /** Subscribes and waits until records that come now are shown. */
  async watch(change: { sub?: number; [field: string]: unknown } = {}) {
    const { sub = 1 } = change;
    this.subscribe(change);
    await this.status('live', sub);
  }

  until<T>(find: () => T | undefined): Promise<T> {
    return new Promise(resolve => {
      const check = () => {
        const found = find();
        if (found === undefined) return;
        this.waiting.delete(check);
        resolve(found);
      };
      this.waiting.add(check);
      check();
    });
  }

  /** The first frame of a type that fits, now or when it comes. */
  frame<T extends Frame['type']>(
    type: T,
    fits: (frame: FrameOf<T>) => boolean = () => true,
  ): Promise<FrameOf<T>> {
    const isWanted = (frame: Frame): frame is FrameOf<T> =>
      frame.type === type && fits(frame as FrameOf<T>);
    return this.until(() => this.frames.find(isWanted));
  }

  of<T extends Frame['type']>(type: T): Array<FrameOf<T>> {
    return this.frames.filter(
      (frame): frame is FrameOf<T> => frame.type === type,
    );
  }

  /** The status frame of this state; one that comes after the frames seen `after`. */
  status(state: string, sub = 1, after = 0): Promise<FrameOf<'status'>> {
    return this.until(() =>
      this.frames
        .slice(after)
        .find(
          (frame): frame is FrameOf<'status'> =>
            frame.type === 'status' &&
            frame.sub === sub &&
            frame.status.state === state,
        ),
    );
  }

  /** The record with this text as its value, now or when it comes. */
  record(value: string): Promise<ViewedRecord> {
    return this.until(() =>
      this.records.find(record => textOf(record.value) === value),
    );
  }

  /** Works again after it did not acknowledge. */
  acknowledge(): void {
    this.acknowledges = true;
    this.acknowledgeLast();
  }

  get values(): Array<string | null> {
    return this.records.map(({ value }) => textOf(value));
  }

  private readFrame(frame: Frame): void {
    this.frames.push(frame);
    // A log that was made again or got shorter gives offsets out anew.
    if (frame.type === 'gap' && /recreated|truncated/.test(frame.gap.reason))
      this.newest.clear();
    if (frame.type !== 'stats') return;
    const { seen, delivered, filtered, gaps } = frame;
    const lost = Object.values(gaps).reduce((sum, count) => sum + count, 0);
    if (seen !== delivered + filtered + lost)
      this.faults.push(`seen ${seen}: ${delivered} + ${filtered} + ${lost}`);
  }

  private readBatch(data: Buffer): void {
    const batch = BatchReader.open(data);
    for (let i = 0; i < batch.count; i++) this.records.push(batch.record(i));
    const { channel, sequence } = batch;
    for (let i = 0; i < batch.count; i++)
      this.checkOrder(`${channel}/${batch.partition(i)}`, batch.offset(i));
    this.batches++;
    this.acknowledgeLast = () => this.send({ type: 'ack', channel, sequence });
    if (this.acknowledges) this.acknowledgeLast();
  }

  private checkOrder(place: string, offset: string): void {
    const newest = this.newest.get(place) ?? -1n;
    if (BigInt(offset) <= newest)
      this.faults.push(`offset ${offset} of ${place} after ${newest}`);
    this.newest.set(place, BigInt(offset));
  }
}

export function textOf(bytes: Uint8Array | null): string | null {
  return bytes && Buffer.from(bytes).toString();
}

export function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
