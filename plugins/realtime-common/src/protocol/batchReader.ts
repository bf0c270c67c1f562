import {
  ENCODINGS,
  TIMESTAMP_TYPES,
  type Encoding,
  type RecordHeader,
  type ViewedRecord,
} from '../model/record';
import { toOffset, type Offset } from '../model/offset';
import { BATCH } from './batch';
import { readHeaderBlock } from './headerBlock';

/** Why a batch could not be read; the socket's bytes are wrong or of a newer protocol. @public */
export class BatchFormatError extends Error {
  override name = 'BatchFormatError';
}

/**
 * Reads a batch without decoding its records: opening costs a bounds check,
 * each accessor one or two reads. Throws {@link BatchFormatError} when the
 * lengths do not fit the bytes.
 * @public
 */
export class BatchReader {
  readonly channel: number;
  readonly sequence: number;
  readonly count: number;
  readonly encodedAtMs: number;
  readonly seen: number;
  readonly filtered: number;
  readonly sampled: number;
  private readonly partitions: number;
  private readonly bodyStart: number;

  static open(bytes: Uint8Array): BatchReader {
    return new BatchReader(
      bytes,
      new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    );
  }

  private constructor(
    private readonly bytes: Uint8Array,
    private readonly view: DataView,
  ) {
    if (bytes.length < BATCH.headBytes || view.getUint8(0) !== BATCH.version) {
      throw new BatchFormatError(
        `not a batch of version ${BATCH.version}: ${bytes.length} bytes`,
      );
    }
    this.channel = view.getUint32(4, true);
    this.sequence = view.getUint32(8, true);
    this.count = view.getUint32(12, true);
    this.encodedAtMs = view.getFloat64(16, true);
    this.seen = view.getUint32(24, true);
    this.filtered = view.getUint32(28, true);
    this.sampled = view.getUint32(32, true);
    this.partitions = view.getUint32(36, true);
    this.bodyStart = view.getUint32(40, true);
    const indexEnd =
      BATCH.headBytes +
      this.partitions * BATCH.partitionBytes +
      this.count * BATCH.indexBytes;
    if (indexEnd !== this.bodyStart || this.bodyStart > bytes.length) {
      throw new BatchFormatError(
        `index ends at ${indexEnd}, body starts at ${this.bodyStart} of ${bytes.length}`,
      );
    }
  }

  get byteLength(): number {
    return this.bytes.length;
  }

  /** Next offset of each partition after this batch. */
  positions(): Array<{ partition: number; next: Offset }> {
    return Array.from({ length: this.partitions }, (_, i) => {
      const at = BATCH.headBytes + i * BATCH.partitionBytes;
      return {
        partition: this.view.getInt32(at, true),
        next: this.offsetAt(at + 8),
      };
    });
  }

  partition(i: number): number {
    return this.view.getInt32(this.row(i), true);
  }

  offset(i: number): Offset {
    return this.offsetAt(this.row(i) + 8);
  }

  timestampMs(i: number): number {
    return this.view.getFloat64(this.row(i) + 16, true);
  }

  keyEncoding(i: number): Encoding {
    return ENCODINGS[this.view.getUint8(this.row(i) + 4)] ?? 'bytes';
  }

  valueEncoding(i: number): Encoding {
    return ENCODINGS[this.view.getUint8(this.row(i) + 5)] ?? 'bytes';
  }

  maskedFields(i: number): number {
    return this.view.getUint8(this.row(i) + 7);
  }

  key(i: number): Uint8Array | null {
    const row = this.row(i);
    return this.slice(this.bodyAt(row), this.view.getInt32(row + 28, true));
  }

  value(i: number): Uint8Array | null {
    const row = this.row(i);
    return this.slice(this.valueAt(row), this.view.getInt32(row + 32, true));
  }

  headers(i: number): RecordHeader[] {
    const row = this.row(i);
    const start =
      this.valueAt(row) +
      Math.max(0, this.view.getInt32(row + 32, true)) +
      this.view.getUint8(row + 43);
    const block =
      this.slice(start, this.view.getInt32(row + 36, true)) ??
      new Uint8Array(0);
    return readHeaderBlock(block, this.view.getUint16(row + 40, true));
  }

  /** The whole record; byte arrays are views into the batch, not copies. */
  record(i: number): ViewedRecord {
    const row = this.row(i);
    const original = this.view.getInt32(row + 44, true);
    return {
      partition: this.partition(i),
      offset: this.offset(i),
      timestampMs: this.timestampMs(i),
      timestampType: TIMESTAMP_TYPES[this.view.getUint8(row + 6)] ?? 'create',
      keyEncoding: this.keyEncoding(i),
      key: this.key(i),
      valueEncoding: this.valueEncoding(i),
      value: this.value(i),
      valueBytes: original < 0 ? undefined : original,
      maskedFields: this.maskedFields(i),
      headers: this.headers(i),
    };
  }

  private row(i: number): number {
    if (i < 0 || i >= this.count)
      throw new BatchFormatError(`record ${i} of ${this.count}`);
    return (
      BATCH.headBytes +
      this.partitions * BATCH.partitionBytes +
      i * BATCH.indexBytes
    );
  }

  private bodyAt(row: number): number {
    return this.bodyStart + this.view.getUint32(row + 24, true);
  }

  private valueAt(row: number): number {
    return (
      this.bodyAt(row) +
      Math.max(0, this.view.getInt32(row + 28, true)) +
      this.view.getUint8(row + 42)
    );
  }

  private offsetAt(at: number): Offset {
    return toOffset(this.view.getBigUint64(at, true));
  }

  private slice(start: number, length: number): Uint8Array | null {
    if (length < 0) return null;
    if (start + length > this.bytes.length) {
      throw new BatchFormatError(
        `${length} bytes at ${start} reach past ${this.bytes.length}`,
      );
    }
    return this.bytes.subarray(start, start + length);
  }
}
