import {
  BATCH,
  TIMESTAMP_TYPES,
} from '@backstage-realtime/plugin-realtime-common';
import {
  INDEX,
  INDEX_STRIDE,
  type RecordBatch,
} from '@backstage-realtime/plugin-realtime-node';
import type { PositionMap, SegmentEntry, SegmentPart } from './entries';
import { GrowingBuffer } from './GrowingBuffer';
import type { RecordView } from './Projector';
import type { SegmentMemory } from './SegmentBuffers';

// Read once: a property of another module is looked up anew at every access.
const STRIDE = INDEX_STRIDE;
const OFFSET_DELTA = INDEX.offsetDelta;
const ROW_BYTES = BATCH.indexBytes;

const TWO_32 = 2 ** 32;
const MAX_U16 = 0xffff;

/**
 * Writes rows into one wire segment (layout: protocol/batch.ts). Nothing is
 * allocated for a record: rows and bytes go into two buffers that are used
 * again for every segment and copied once, exactly sized, by `finish`.
 * Call `begin` for each batch, `add` for each record of it, `end` after it.
 */
export class BatchEncoder {
  private readonly rows = new GrowingBuffer(ROW_BYTES * 256);
  private readonly body = new GrowingBuffer(64 * 1024);
  private readonly parts = new Map<number, SegmentPart>();
  private positions: PositionMap = new Map();
  private batch: RecordBatch | undefined;
  private readonly base = {
    low: 0,
    high: 0,
    type: 0,
    first: -1,
    last: -1,
    added: 0,
  };
  private readonly totals = {
    records: 0,
    filtered: 0,
    sampled: 0,
    newestMs: -Infinity,
  };

  get records(): number {
    return this.totals.records;
  }

  /** Records accounted for so far, shown or not. */
  get seen(): number {
    return this.totals.records + this.totals.filtered + this.totals.sampled;
  }

  /** Bytes of rows and body so far. */
  get bytes(): number {
    return this.rows.length + this.body.length;
  }

  /** True when there is something to account for: records or a moved position. */
  get hasNews(): boolean {
    return this.seen > 0 || this.positions.size > 0;
  }

  begin(batch: RecordBatch): void {
    this.batch = batch;
    this.base.low = Number(batch.baseOffset & 0xffffffffn);
    this.base.high = Number(batch.baseOffset >> 32n);
    this.base.type = TIMESTAMP_TYPES.indexOf(batch.timestampType);
    this.base.first = -1;
    this.base.added = 0;
  }

  skipFiltered(count: number): void {
    this.totals.filtered += count;
  }

  skipSampled(): void {
    this.totals.sampled += 1;
  }

  /** Appends record `i` of the batch begun, as `view` shows it. */
  add(i: number, view: RecordView): void {
    const batch = this.batch as RecordBatch;
    const start = this.body.length;
    const keyBytes = this.body.append(
      view.keySource,
      view.keyStart,
      view.keyBytes,
    );
    const valueBytes = this.body.append(
      view.valueSource,
      view.valueStart,
      view.valueBytes,
    );
    const headersBytes = this.body.append(
      view.headersSource,
      view.headersStart,
      view.headersBytes,
    );
    const timestampMs = batch.timestampsMs[i];
    const delta = batch.index[i * STRIDE + OFFSET_DELTA];
    const at = this.rows.grow(ROW_BYTES);
    const row = this.rows.view;
    row.setInt32(at, batch.partition, true);
    row.setUint8(at + 4, view.keyEncoding);
    row.setUint8(at + 5, view.valueEncoding);
    row.setUint8(at + 6, this.base.type);
    row.setUint8(at + 7, Math.min(255, view.maskedFields));
    const low = this.base.low + delta;
    row.setUint32(at + 8, low % TWO_32, true);
    row.setUint32(at + 12, this.base.high + (low >= TWO_32 ? 1 : 0), true);
    row.setFloat64(at + 16, timestampMs, true);
    row.setUint32(at + 24, start, true);
    row.setInt32(at + 28, keyBytes, true);
    row.setInt32(at + 32, valueBytes, true);
    row.setInt32(at + 36, Math.max(0, headersBytes), true);
    row.setUint32(at + 40, Math.min(MAX_U16, view.headerCount), true);
    row.setInt32(at + 44, view.originalValueBytes, true);
    if (timestampMs > this.totals.newestMs) this.totals.newestMs = timestampMs;
    if (this.base.first < 0) this.base.first = delta;
    this.base.last = delta;
    this.base.added += 1;
    this.totals.records += 1;
  }

  /** Ends the batch begun, or the part of it that was read; `next` is the position after it. */
  end(next: bigint): void {
    const { partition, baseOffset } = this.batch as RecordBatch;
    this.positions.set(partition, next);
    this.batch = undefined;
    if (this.base.added === 0) return;
    const last = baseOffset + BigInt(this.base.last);
    const part = this.parts.get(partition);
    if (part) {
      part.last = last;
      part.records += this.base.added;
    } else {
      const first = baseOffset + BigInt(this.base.first);
      this.parts.set(partition, {
        partition,
        first,
        last,
        records: this.base.added,
      });
    }
  }

  /** Everything since the last `finish` as one segment in memory of `allocate`, and an empty encoder. */
  finish(
    channel: number,
    sequence: number,
    nowMs: number,
    allocate: (bytes: number) => SegmentMemory = ownMemory,
  ): SegmentEntry {
    const { records, filtered, sampled, newestMs } = this.totals;
    const { bytes, release } = allocate(this.rowsStart + this.bytes);
    this.assemble(bytes, channel, sequence, nowMs);
    const entry: SegmentEntry = {
      kind: 'segment',
      segment: { channel, sequence, bytes, records },
      counts: { seen: this.seen, filtered, sampled },
      parts: [...this.parts.values()],
      positions: this.positions,
      newestMs,
      release,
    };
    this.reset();
    return entry;
  }

  private get rowsStart(): number {
    return BATCH.headBytes + this.positions.size * BATCH.partitionBytes;
  }

  private assemble(
    bytes: Buffer,
    channel: number,
    sequence: number,
    nowMs: number,
  ): void {
    const { rowsStart } = this;
    const bodyStart = rowsStart + this.rows.length;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    view.setUint8(0, BATCH.version);
    view.setUint8(1, 0);
    view.setUint16(2, BATCH.headBytes, true);
    view.setUint32(4, channel, true);
    view.setUint32(8, sequence, true);
    view.setUint32(12, this.totals.records, true);
    view.setFloat64(16, nowMs, true);
    view.setUint32(24, this.seen, true);
    view.setUint32(28, this.totals.filtered, true);
    view.setUint32(32, this.totals.sampled, true);
    view.setUint32(36, this.positions.size, true);
    view.setUint32(40, bodyStart, true);
    view.setUint32(44, 0, true);
    this.writePositions(view);
    this.rows.copyTo(bytes, rowsStart);
    this.body.copyTo(bytes, bodyStart);
  }

  private writePositions(view: DataView): void {
    let at: number = BATCH.headBytes;
    for (const [partition, next] of this.positions) {
      view.setInt32(at, partition, true);
      view.setUint32(at + 4, 0, true);
      view.setBigUint64(at + 8, next, true);
      at += BATCH.partitionBytes;
    }
  }

  private reset(): void {
    this.rows.clear();
    this.body.clear();
    this.parts.clear();
    this.positions = new Map();
    this.totals.records = 0;
    this.totals.filtered = 0;
    this.totals.sampled = 0;
    this.totals.newestMs = -Infinity;
  }
}

function ownMemory(bytes: number): SegmentMemory {
  return { bytes: Buffer.allocUnsafeSlow(bytes) };
}
