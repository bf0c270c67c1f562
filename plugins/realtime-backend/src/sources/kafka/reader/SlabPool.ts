/** Lengths and counts around the records of an answer. */
const SLACK_BYTES = 65_536;
/** An answer below this part of a slab gets memory of its own, or it would keep far more than it fills. */
const SMALL = 1 / 2;

/**
 * Memory of fetched answers that is used again, for readings whose consumer
 * keeps nothing of a batch after it asked for the next event. A fresh slab of
 * megabytes for each answer has the garbage collector mark the whole heap of
 * the process every few answers, and that costs more than reading them.
 *
 * Holders of a slab are counted: the answer itself until all of it is read, and
 * every batch that lies in it until it is done with. Who forgets to release
 * loses the slab to the garbage collector, never its bytes to somebody else.
 */
export class SlabPool {
  private readonly free: Buffer[] = [];
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

  /** One more holder. Memory of another origin is ignored, here and in {@link release}. */
  hold({ buffer }: Uint8Array): void {
    const count = this.holders.get(buffer);
    if (count !== undefined) this.holders.set(buffer, count + 1);
  }

  /** One holder less; after the last the bytes are free to be written over. */
  release({ buffer }: Uint8Array): void {
    const count = this.holders.get(buffer);
    if (count === undefined) return;
    if (count > 1) this.holders.set(buffer, count - 1);
    else this.giveBack(buffer);
  }

  protected giveBack(buffer: ArrayBufferLike): void {
    this.holders.delete(buffer);
    if (this.free.length < this.maxFree) this.free.push(Buffer.from(buffer));
  }
}
