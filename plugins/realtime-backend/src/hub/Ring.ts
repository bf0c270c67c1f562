import type {
  Gap,
  NoteFrame,
} from '@backstage-realtime/plugin-realtime-common';
import {
  INDEX,
  INDEX_STRIDE,
  type RecordBatch,
} from '@backstage-realtime/plugin-realtime-node';
import { Deque } from './Deque';
import type { RingBudget } from './RingBudget';

/** What the reader got, in the order it came. */
export type RingItem =
  | { kind: 'batch'; batch: RecordBatch }
  | { kind: 'gap'; gap: Gap }
  | { kind: 'note'; note: NoteFrame['note'] };

interface Kept {
  item: RingItem;
  bytes: number;
  atMs: number;
}

/** Both bounds hold: what is over either is dropped, oldest first, whole slabs. */
export interface RingBounds {
  ringBytes: number;
  ringMs: number;
}

/** A slab smaller than this part of the memory it lies in is copied, or it would keep all of it. */
const COPY_BELOW = 1 / 8;
const TEXT_ITEM_BYTES = 256;

/** The newest items of one stream. Items have running numbers; `first <= n < tail` are held. */
export class Ring {
  private readonly items = new Deque<Kept>();
  private heldBytes = 0;
  private budget: RingBudget | undefined;

  /** Without a budget only its own bounds hold. */
  constructor(
    private readonly bounds: RingBounds,
    budget?: RingBudget,
  ) {
    budget?.enter();
    this.budget = budget;
  }

  get first(): number {
    return this.items.first;
  }

  get tail(): number {
    return this.items.tail;
  }

  get bytes(): number {
    return this.heldBytes;
  }

  /** Bytes it may hold now: less than its own bound while all rings together hold too much. */
  get allowedBytes(): number {
    const { ringBytes } = this.bounds;
    return this.budget?.boundOf(ringBytes) ?? ringBytes;
  }

  /** Gives its part of the budget back; it is read no more. Idempotent. */
  release(): void {
    this.budget?.leave(this.heldBytes);
    this.budget = undefined;
  }

  append(item: RingItem, nowMs: number): void {
    const kept =
      item.kind === 'batch'
        ? { kind: item.kind, batch: unpin(item.batch) }
        : item;
    const bytes = itemBytes(kept);
    this.items.push({ item: kept, bytes, atMs: nowMs });
    this.count(bytes);
  }

  at(n: number): RingItem | undefined {
    return this.items.at(n)?.item;
  }

  /** Bytes of item `n` and all after it. */
  bytesFrom(n: number): number {
    let bytes = 0;
    for (let i = Math.max(n, this.first); i < this.tail; i++)
      bytes += this.items.at(i)?.bytes ?? 0;
    return bytes;
  }

  /** Drops what is over a bound. Items from `neededFrom` on stay: somebody has yet to read them. */
  trim(nowMs: number, neededFrom: number): void {
    for (;;) {
      const oldest = this.items.at(this.first);
      if (!oldest || this.first >= neededFrom || !this.isOver(oldest, nowMs))
        return;
      this.count(-oldest.bytes);
      this.items.shift();
    }
  }

  /** The record, if a held batch has it. */
  find(
    partition: number,
    offset: bigint,
  ): { batch: RecordBatch; i: number } | undefined {
    for (let n = this.tail - 1; n >= this.first; n--) {
      const item = this.at(n);
      if (item?.kind !== 'batch' || item.batch.partition !== partition)
        continue;
      const { batch } = item;
      if (offset < batch.baseOffset || offset >= batch.nextOffset) continue;
      const i = firstAtOrAfter(batch, offset);
      if (i < batch.count && offsetOf(batch, i) === offset) return { batch, i };
    }
    return undefined;
  }

  private count(bytes: number): void {
    this.heldBytes += bytes;
    this.budget?.add(bytes);
  }

  private isOver(oldest: Kept, nowMs: number): boolean {
    return (
      this.heldBytes > this.allowedBytes ||
      nowMs - oldest.atMs > this.bounds.ringMs
    );
  }
}

/** Offset of record `i`. */
export function offsetOf(batch: RecordBatch, i: number): bigint {
  return (
    batch.baseOffset + BigInt(batch.index[i * INDEX_STRIDE + INDEX.offsetDelta])
  );
}

/** First record at or after an offset; `count` when there is none. Offsets ascend. */
export function firstAtOrAfter(batch: RecordBatch, offset: bigint): number {
  let from = 0;
  let to = batch.count;
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if (offsetOf(batch, middle) < offset) from = middle + 1;
    else to = middle;
  }
  return from;
}

function unpin(batch: RecordBatch): RecordBatch {
  const { slab } = batch;
  if (slab.byteLength >= slab.buffer.byteLength * COPY_BELOW) return batch;
  return { ...batch, slab: Uint8Array.prototype.slice.call(slab) };
}

function itemBytes(item: RingItem): number {
  if (item.kind !== 'batch') return TEXT_ITEM_BYTES;
  const { slab, index, timestampsMs } = item.batch;
  return slab.byteLength + index.byteLength + timestampsMs.byteLength;
}
