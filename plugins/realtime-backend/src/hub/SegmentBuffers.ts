/** Segments a little over their full size still fit: the last record is written whole. */
const ROOM = 1.25;
/** Head and positions of some 250 partitions; a segment with more is copied. A multiple of a cache line. */
const HEAD_BYTES = 4_096;
/** A segment below this part of a full one is copied, or it would keep far more than it fills. */
const SMALL = 1 / 4;

/**
 * Memory for the segments of one viewer's history, used again once the viewer
 * acknowledged what was in it: a fresh buffer for each would have the garbage
 * collector run for every few hundred segments, which costs as much as the
 * rows. Never for segments that several viewers share. Whoever acknowledges
 * what it did not get spoils its own rows with later rows of the same reading,
 * nothing else lies in these buffers.
 */
export class SegmentBuffers {
  /** Bytes in front of a segment's body where its head and index are written. */
  readonly headroom: number;
  private readonly free: Buffer[] = [];
  private readonly bufferBytes: number;
  private readonly smallBytes: number;

  /** `segmentBytes`: of a full segment; at most `maxFree` buffers wait to be used again. */
  constructor(
    segmentBytes: number,
    private readonly maxFree: number,
  ) {
    // Records without bytes are all index. What nobody writes to takes address space, not memory.
    this.headroom = HEAD_BYTES + segmentBytes;
    this.bufferBytes = this.headroom + Math.ceil(segmentBytes * ROOM);
    this.smallBytes = segmentBytes * SMALL;
  }

  /** Memory for one segment; it is the caller's until {@link giveBack}. */
  readonly take = (): Buffer =>
    this.free.pop() ?? Buffer.allocUnsafeSlow(this.bufferBytes);

  /** Whether a segment of so many bytes may be sent from the memory it was written to. */
  isFilledBy(bytes: number): boolean {
    return bytes >= this.smallBytes;
  }

  /** The memory `bytes` lie in is written over. Such that grew for one large record is left to the garbage collector. */
  giveBack({ buffer }: Buffer): void {
    if (buffer.byteLength !== this.bufferBytes) return;
    if (this.free.length < this.maxFree) this.free.push(Buffer.from(buffer));
  }
}
