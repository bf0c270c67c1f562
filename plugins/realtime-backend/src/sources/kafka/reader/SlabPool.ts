import type { IndexMemory } from '../recordBatch/IndexBuilder';

/** Lengths and counts around the records of an answer. */
const SLACK_BYTES = 65_536;
/** An answer below this part of a slab gets memory of its own, or it would keep far more than it fills. */
const SMALL = 1 / 2;
/** Indexes come in powers of two from here on; a smaller one is not worth keeping. */
const LEAST_INDEX_BYTES = 65_536;
/** An answer holds the records of a few partitions, each with an index. */
const INDEXES_PER_SLAB = 4;

/**
 * Memory of fetched answers that is used again, for readings whose consumer
 * keeps nothing of a batch after it asked for the next event. A fresh slab of
 * megabytes for each answer has the garbage collector mark the whole heap of
 * the process every few answers, and that costs more than reading them.
 *
 * The same goes for the indexes of its records.
 *
 * Holders are counted: of a slab the answer itself until all of it is read, of
 * an index its builder, and of both every batch that lies in them until it is
 * done with. Who forgets to release loses the memory to the garbage collector,
 * never its bytes to somebody else.
 */
export class SlabPool implements IndexMemory {
  private readonly free: Buffer[] = [];
  private readonly freeIndexes: ArrayBuffer[] = [];
  private readonly indexes = new WeakSet<ArrayBufferLike>();
  private readonly holders = new WeakMap<ArrayBufferLike, number>();
  private readonly slabBytes: number;

  /** `answerBytes`: of the records of a full answer; at most `maxFree` slabs wait to be used again. */
  constructor(
    answerBytes: number,
    private readonly maxFree: number,
  ) {
    this.slabBytes = answerBytes + SLACK_BYTES;
  }

  /** Memory for an answer of that many bytes, with one holder: the answer. */
  readonly allocate = (bytes: number): Buffer => {
    const { slabBytes } = this;
    if (bytes > slabBytes || bytes < slabBytes * SMALL)
      return Buffer.allocUnsafeSlow(bytes);
    const slab = this.free.pop() ?? Buffer.allocUnsafeSlow(slabBytes);
    this.holders.set(slab.buffer, 1);
    return slab.subarray(0, bytes);
  };

  /** Memory for an index, with one holder: its builder. Too small and too large ones are not kept. */
  allocateIndex(bytes: number): ArrayBuffer {
    if (bytes < LEAST_INDEX_BYTES * SMALL || bytes > this.slabBytes) {
      return new ArrayBuffer(bytes);
    }
    const rounded = 2 ** Math.ceil(Math.log2(bytes));
    const size = Math.max(LEAST_INDEX_BYTES, rounded);
    const at = this.freeIndexes.findIndex(free => free.byteLength === size);
    const [index = new ArrayBuffer(size)] =
      at < 0 ? [] : this.freeIndexes.splice(at, 1);
    this.indexes.add(index);
    this.holders.set(index, 1);
    return index;
  }

  /** One more holder. Memory of another origin is ignored, here and in {@link release}. */
  hold({ buffer }: ArrayBufferView): void {
    const count = this.holders.get(buffer);
    if (count !== undefined) this.holders.set(buffer, count + 1);
  }

  /** One holder less; after the last the bytes are free to be written over. */
  release({ buffer }: ArrayBufferView): void {
    const count = this.holders.get(buffer);
    if (count === undefined) return;
    if (count > 1) this.holders.set(buffer, count - 1);
    else this.giveBack(buffer);
  }

  protected giveBack(buffer: ArrayBufferLike): void {
    this.holders.delete(buffer);
    if (this.indexes.has(buffer)) this.giveBackIndex(buffer as ArrayBuffer);
    else if (this.free.length < this.maxFree) {
      this.free.push(Buffer.from(buffer));
    }
  }

  /** The oldest goes when there are too many, so that sizes no longer asked for do not stay. */
  private giveBackIndex(index: ArrayBuffer): void {
    this.freeIndexes.push(index);
    if (this.freeIndexes.length > this.maxFree * INDEXES_PER_SLAB) {
      this.freeIndexes.shift();
    }
  }
}
