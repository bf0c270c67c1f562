/** Segments a little over their full size still fit: the last record is written whole. */
const ROOM = 1.25;
/** A segment below this part of a buffer gets memory of its own size. */
const SMALL = 1 / 4;

/** Memory for one segment; `release` gives it back, and is missing where it is not used again. */
export interface SegmentMemory {
  bytes: Buffer;
  release?: () => void;
}

/**
 * Memory for the segments of one viewer's history, used again once the viewer
 * acknowledged what was in it: a fresh buffer for each would have the garbage
 * collector run for every few hundred segments, which costs as much as the
 * rows. Never for segments that several viewers share. Whoever acknowledges
 * what it did not get spoils its own rows with later rows of the same reading,
 * nothing else lies in these buffers.
 */
export class SegmentBuffers {
  private readonly free: Buffer[] = [];
  private readonly bufferBytes: number;

  /** `segmentBytes`: of a full segment; at most `maxFree` buffers wait to be used again. */
  constructor(
    segmentBytes: number,
    private readonly maxFree: number,
  ) {
    this.bufferBytes = Math.ceil(segmentBytes * ROOM);
  }

  take(bytes: number): SegmentMemory {
    const { bufferBytes } = this;
    if (bytes > bufferBytes || bytes < bufferBytes * SMALL)
      return { bytes: Buffer.allocUnsafeSlow(bytes) };
    const buffer = this.free.pop() ?? Buffer.allocUnsafeSlow(bufferBytes);
    return {
      bytes: buffer.subarray(0, bytes),
      release: () => this.giveBack(buffer),
    };
  }

  private giveBack(buffer: Buffer): void {
    if (this.free.length < this.maxFree) this.free.push(buffer);
  }
}
