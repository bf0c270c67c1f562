import type { BufferGauge } from '@backstage-realtime/plugin-realtime-common';
import type { Clock } from '../clock';
import type { Cursor } from './Cursor';
import {
  gapEntry,
  noteEntry,
  type LaneEntry,
  type PositionMap,
} from './entries';
import type { FlushWindow } from './FlushWindow';
import { LaneQueue } from './LaneQueue';
import type { Projector } from './Projector';
import type { Ring, RingItem } from './Ring';
import { RowWriter, type RowPolicy } from './RowWriter';
import { nextTurn, SLICE_MS } from './turns';

/** Batches of a viewer's own reading of history count from 1; a lane's are above, so that numbers only grow. */
const FIRST_SEQUENCE = 2 ** 30;

/** What a lane reads and what bounds it. */
export interface LaneSetup {
  channel: number;
  ring: Ring;
  policy: RowPolicy;
  laneBytes: number;
  window: FlushWindow;
  clock: Clock;
  /** Position of the reader, next offset by partition. */
  positions: () => PositionMap;
  /** Something unforeseen in reading a record; the lane goes on with the next batch. */
  onFault: (error: unknown) => void;
}

/**
 * One way of looking at a stream: one mask policy, one filter, one rate cap.
 * Reads the ring, writes each record once, and every viewer that looks the same
 * way gets the same bytes. Reads nothing while it has no cursor.
 */
export class Lane {
  readonly queue: LaneQueue;
  private readonly cursors = new Set<Cursor>();
  private readonly writer: RowWriter;
  private readonly settling: Array<() => void> = [];
  private readAt: number;
  private state: 'idle' | 'scheduled' | 'flushing' = 'idle';
  private lastFlush = { atMs: -Infinity, noted: false };
  private cancelFlush: (() => void) | undefined;
  private pushed = { atMs: 0, bytes: 0 };
  private bytesPerMs = 0;

  constructor(private readonly setup: LaneSetup) {
    this.queue = new LaneQueue(setup.positions());
    this.writer = new RowWriter(setup.policy);
    this.readAt = setup.ring.tail;
  }

  get channel(): number {
    return this.setup.channel;
  }

  get projector(): Projector {
    return this.setup.policy.projector;
  }

  /** First item of the ring this lane has yet to read; the tail when nobody looks. */
  get neededFrom(): number {
    return this.cursors.size === 0 ? this.setup.ring.tail : this.readAt;
  }

  get isSettled(): boolean {
    return (
      this.state !== 'flushing' && this.neededFrom === this.setup.ring.tail
    );
  }

  /** Adds a cursor at the tail. Only what comes from now on reaches it. */
  join(makeCursor: (next: number) => Cursor): Cursor {
    if (this.cursors.size === 0) this.start();
    if (this.state !== 'flushing') this.settleCounts();
    const cursor = makeCursor(this.queue.tail);
    this.cursors.add(cursor);
    return cursor;
  }

  leave(cursor: Cursor): void {
    this.cursors.delete(cursor);
    this.trim();
    if (this.cursors.size === 0) this.rest();
  }

  /** Somebody waits for {@link whenSettled}: the reader lets the lane come up. */
  get isAwaited(): boolean {
    return this.settling.length > 0;
  }

  /** The ring grew: read it as soon as the flush window allows. */
  offer(): void {
    if (this.cursors.size === 0 || this.state !== 'idle') return;
    this.state = 'scheduled';
    const dueMs =
      this.lastFlush.atMs + this.setup.window.widthMs(this.cursors.size);
    const delayMs = Math.round(dueMs - this.setup.clock.now());
    if (delayMs <= 0) setImmediate(() => this.begin());
    else
      this.cancelFlush = this.setup.clock.setTimeout(
        () => this.begin(),
        delayMs,
      );
  }

  /** Calls `fn` at a moment when everything in the ring is in the queue and nothing is half done. */
  whenSettled(fn: () => void): void {
    if (this.isSettled) {
      this.settleCounts();
      fn();
    } else {
      this.settling.push(fn);
    }
  }

  /** How full the part of the queue behind a paused viewer is; at 1 its oldest become a gap. */
  gauge(cursor: Cursor): BufferGauge {
    const { laneBytes } = this.setup;
    const bytes = this.queue.bytesFrom(cursor.next);
    const left = laneBytes - bytes;
    return {
      records: this.queue.recordsFrom(cursor.next),
      fill: Math.min(1, bytes / laneBytes),
      ...(this.bytesPerMs > 0 && {
        fullInMs: Math.max(0, Math.round(left / this.bytesPerMs)),
      }),
    };
  }

  /** Once a second: records that passed without a match become known to the viewers. */
  tick(): void {
    this.lastFlush.noted = false;
    this.measure();
    if (this.state === 'flushing') return;
    this.settleCounts();
    if (this.queue.first === this.queue.tail) return;
    for (const cursor of this.cursors) cursor.pump();
    this.trim();
  }

  private measure(): void {
    const atMs = this.setup.clock.now();
    const bytes = this.queue.pushedBytes;
    if (atMs > this.pushed.atMs)
      this.bytesPerMs = (bytes - this.pushed.bytes) / (atMs - this.pushed.atMs);
    this.pushed = { atMs, bytes };
  }

  private start(): void {
    if (this.state === 'flushing') return;
    this.readAt = this.setup.ring.tail;
    this.queue.moveTo(this.setup.positions());
  }

  private rest(): void {
    if (this.state === 'scheduled' && this.cancelFlush) this.finish();
  }

  private begin(): void {
    this.cancelFlush = undefined;
    this.state = 'flushing';
    this.flush()
      .catch(this.setup.onFault)
      .finally(() => this.finish());
  }

  private finish(): void {
    this.cancelFlush?.();
    this.cancelFlush = undefined;
    this.state = 'idle';
    this.lastFlush.atMs = this.setup.clock.now();
    if (this.neededFrom < this.setup.ring.tail) {
      this.offer();
      return;
    }
    this.settleCounts();
    for (const fn of this.settling.splice(0)) fn();
  }

  private async flush(): Promise<void> {
    this.noteWrites();
    this.setup.policy.sampler?.refill(this.setup.clock.now());
    while (this.readAt < this.setup.ring.tail && this.cursors.size > 0) {
      const item = this.setup.ring.at(this.readAt);
      try {
        if (item) await this.read(item);
      } finally {
        this.readAt += 1;
      }
    }
    if (this.writer.encoder.records > 0) await this.cut();
  }

  private noteWrites(): void {
    if (this.lastFlush.noted) return;
    this.lastFlush.noted = true;
    this.setup.window.note(this.cursors.size);
  }

  private async read(item: RingItem): Promise<void> {
    if (item.kind !== 'batch') {
      await this.cut();
      this.push(
        item.kind === 'gap' ? gapEntry(item.gap) : noteEntry(item.note),
      );
      await this.fanOut();
      return;
    }
    const { batch } = item;
    const prepared = this.projector.prepare(batch);
    if (prepared) await prepared;
    let untilMs = performance.now() + SLICE_MS;
    for (let i = 0; i < batch.count;) {
      i = this.writer.write(batch, i, batch.count, untilMs);
      if (this.writer.isFull) await this.cut();
      if (performance.now() < untilMs) continue;
      await nextTurn();
      untilMs = performance.now() + SLICE_MS;
    }
  }

  /** Ends the segment in the making and sends it. */
  private async cut(): Promise<void> {
    if (this.writer.encoder.records === 0) {
      this.settleCounts();
      return;
    }
    const sequence = (FIRST_SEQUENCE + this.queue.tail) % 2 ** 32;
    this.push(
      this.writer.encoder.finish(
        this.channel,
        sequence,
        this.setup.clock.now(),
      ),
    );
    await this.fanOut();
  }

  private settleCounts(): void {
    const { encoder } = this.writer;
    if (encoder.records > 0 || !encoder.hasNews) return;
    const { counts, positions } = encoder.finish(this.channel, 0, 0);
    this.push({ kind: 'silent', counts, positions });
    for (const cursor of this.cursors) cursor.pump();
  }

  private push(entry: LaneEntry): void {
    this.queue.push(entry);
    while (
      this.queue.bytesFrom(this.queue.first) > this.setup.laneBytes &&
      this.queue.first < this.queue.tail
    ) {
      this.loseFirst();
    }
  }

  private loseFirst(): void {
    const { first } = this.queue;
    const entry = this.queue.at(first);
    if (entry)
      for (const cursor of this.cursors)
        if (cursor.next === first) cursor.lose(entry, 'lapped');
    this.queue.dropFirst();
  }

  /** Every viewer gets what it has credit for, a slice of viewers a turn. */
  private async fanOut(): Promise<void> {
    let untilMs = performance.now() + SLICE_MS;
    for (const cursor of [...this.cursors]) {
      cursor.pump();
      if (performance.now() < untilMs) continue;
      await nextTurn();
      untilMs = performance.now() + SLICE_MS;
    }
    this.trim();
  }

  /** Drops entries every cursor has passed. */
  private trim(): void {
    let needed = this.queue.tail;
    for (const cursor of this.cursors)
      if (cursor.next < needed) needed = cursor.next;
    while (this.queue.first < needed) this.queue.dropFirst();
  }
}
