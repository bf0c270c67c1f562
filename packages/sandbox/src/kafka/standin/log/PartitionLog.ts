import {
  BATCH,
  parseBatchHeader,
  stampAppendTime,
  type BatchHeader,
} from './batchHeader';
import { findOffsetByTime, type TimedOffset } from './findOffsetByTime';

interface StoredBatch {
  baseOffset: number;
  lastOffset: number;
  maxTimestampMs: number;
  bytes: Buffer;
}

/** Trimming waits until this many batches are dead, so it stays amortised. */
const TRIM_SLACK = 256;

const NO_BYTES = Buffer.alloc(0);

/**
 * One partition: whole batches as they arrived, in offset order. Appending
 * writes base offset and leader epoch (neither is under the CRC) and copies
 * the batch once; reading hands out the stored bytes themselves. The oldest
 * batches go when more than `maxBytes` are held; the newest always stays.
 */
export class PartitionLog {
  readonly #maxBytes: number;
  readonly #listeners = new Set<() => void>();
  #batches: StoredBatch[] = [];
  #head = 0;
  #bytes = 0;
  #startOffset = 0;
  #endOffset = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** First readable offset. */
  get startOffset(): number {
    return this.#startOffset;
  }

  /** One past the last record; also the high watermark. */
  get endOffset(): number {
    return this.#endOffset;
  }

  get sizeBytes(): number {
    return this.#bytes;
  }

  /**
   * Appends one or more batches that follow each other in `bytes`. Returns the
   * first assigned offset; undefined when one is damaged: nothing is stored.
   */
  append(bytes: Buffer, appendTimeMs?: number): number | undefined {
    const batches = splitBatches(bytes);
    if (!batches) {
      return undefined;
    }
    const firstOffset = this.#endOffset;
    for (const { header, view } of batches) {
      this.#store(header, Buffer.from(view), appendTimeMs);
    }
    this.#trimToSize();
    for (const listener of [...this.#listeners]) {
      listener();
    }
    return firstOffset;
  }

  /** Whole batches from the one that holds `offset`; the first always fits. */
  read(offset: number, maxBytes: number): Buffer[] {
    const parts: Buffer[] = [];
    let room = maxBytes;
    for (let i = this.#find(offset); i < this.#batches.length; i += 1) {
      const { bytes } = this.#batches[i];
      if (parts.length > 0 && bytes.length > room) {
        break;
      }
      parts.push(bytes);
      room -= bytes.length;
    }
    return parts;
  }

  findByTime(timestampMs: number): TimedOffset | undefined {
    for (let i = this.#find(this.#startOffset); i < this.#batches.length; i++) {
      const batch = this.#batches[i];
      if (batch.maxTimestampMs >= timestampMs) {
        return findOffsetByTime(batch.bytes, batch.baseOffset, timestampMs);
      }
    }
    return undefined;
  }

  /** The first record with the largest time stamp; undefined in an empty log. */
  findNewest(): TimedOffset | undefined {
    const held = this.#batches.slice(this.#head);
    const newestMs = held.reduce(
      (newest, { maxTimestampMs }) => Math.max(newest, maxTimestampMs),
      -1,
    );
    return newestMs < 0 ? undefined : this.findByTime(newestMs);
  }

  /** Moves the start forward, as DeleteRecords and retention do. */
  trimBefore(offset: number): void {
    this.#startOffset = Math.min(
      Math.max(offset, this.#startOffset),
      this.#endOffset,
    );
    while (
      this.#head < this.#batches.length &&
      this.#batches[this.#head].lastOffset < this.#startOffset
    ) {
      this.#dropHead();
    }
  }

  /** Calls back after each append until the returned function is called. */
  onAppend(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #store(header: BatchHeader, bytes: Buffer, appendTimeMs?: number): void {
    const baseOffset = this.#endOffset;
    bytes.writeBigInt64BE(BigInt(baseOffset), BATCH.baseOffset);
    bytes.writeInt32BE(0, BATCH.leaderEpoch);
    if (appendTimeMs !== undefined) {
      stampAppendTime(bytes, appendTimeMs);
    }
    const lastOffset = baseOffset + header.lastOffsetDelta;
    const maxTimestampMs = appendTimeMs ?? header.maxTimestampMs;
    this.#batches.push({ baseOffset, lastOffset, maxTimestampMs, bytes });
    this.#bytes += bytes.length;
    this.#endOffset = lastOffset + 1;
  }

  #trimToSize(): void {
    while (
      this.#bytes > this.#maxBytes &&
      this.#head < this.#batches.length - 1
    ) {
      this.#dropHead();
      this.#startOffset = this.#batches[this.#head].baseOffset;
    }
  }

  #dropHead(): void {
    const dead = this.#batches[this.#head];
    this.#bytes -= dead.bytes.length;
    dead.bytes = NO_BYTES;
    this.#head += 1;
    if (this.#head >= TRIM_SLACK) {
      this.#batches = this.#batches.slice(this.#head);
      this.#head = 0;
    }
  }

  /** Index of the first batch that ends at or after `offset`. */
  #find(offset: number): number {
    let low = this.#head;
    let high = this.#batches.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#batches[middle].lastOffset < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

function splitBatches(bytes: Buffer) {
  const found: { header: BatchHeader; view: Buffer }[] = [];
  let rest = bytes;
  while (rest.length > 0) {
    const header = parseBatchHeader(rest);
    if (!header) {
      return undefined;
    }
    found.push({ header, view: rest.subarray(0, header.sizeBytes) });
    rest = rest.subarray(header.sizeBytes);
  }
  return found.length > 0 ? found : undefined;
}
