import { GrowingBuffer } from './GrowingBuffer';

/**
 * Most bytes between two records of one copy. The fields of a record in front
 * of its key take up to 26 in Kafka's format; the head of a batch, 61, or a
 * record that is not shown would be more.
 */
const MAX_GAP_BYTES = 26;

/**
 * Bytes of keys, values and headers of one segment. Records that are shown as
 * they came, one behind the other in their slab, are copied together: a call
 * for each part of each would cost more than the bytes.
 */
export class SegmentBody extends GrowingBuffer {
  private runSource: Uint8Array | undefined;
  private runStart = 0;
  private runEnd = 0;

  /** Bytes so far, those to be copied with the run included. */
  get total(): number {
    return this.length + this.runEnd - this.runStart;
  }

  /** Takes in `source[start..end)` before long; answers where it will start. */
  extend(source: Uint8Array, start: number, end: number): number {
    const gap = start - this.runEnd;
    if (source !== this.runSource || gap < 0 || gap > MAX_GAP_BYTES) {
      this.settle();
      this.runSource = source;
      this.runStart = start;
    }
    this.runEnd = end;
    return this.length + start - this.runStart;
  }

  /** Copies what {@link extend} took in. To be called before the source is written over, or anything is appended. */
  settle(): void {
    const { runSource, runStart, runEnd } = this;
    if (!runSource) return;
    this.runSource = undefined;
    this.runStart = 0;
    this.runEnd = 0;
    this.append(runSource, runStart, runEnd - runStart);
  }
}
