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
import { SegmentBody } from './SegmentBody';
import type { SegmentBuffers } from './SegmentBuffers';

// Read once: a property of another module is looked up anew at every access.
const STRIDE = INDEX_STRIDE;
const OFFSET_DELTA = INDEX.offsetDelta;
const ROW_BYTES = BATCH.indexBytes;

const TWO_32 = 2 ** 32;
const MAX_U16 = 0xffff;
const ROWS_BYTES = ROW_BYTES * 256;
const BODY_BYTES = 64 * 1024;

/** Between two parts of a record that came in Kafka's format lies one length or count. */
const MAX_LENGTH_BYTES = 5;

/**
 * Writes rows into one wire segment (layout: protocol/batch.ts). Nothing is
 * allocated for a record. Rows and bytes go into two buffers that are used
 * again for every segment and copied once, exactly sized, by `finish`; a full
 * segment of `memory` is sent from where its bytes were written, and only the
 * rows are copied in front of them.
 * Call `begin` for each batch, `add` or `addAsItCame` for each record of it,
 * `end` after it.
 */
export class BatchEncoder {
  private readonly rows = GrowingBuffer.ofSize(ROWS_BYTES);
  private readonly body: SegmentBody;
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

  /** Without `memory` every segment is its own. */
  constructor(private readonly memory?: SegmentBuffers) {
    const take = memory?.take ?? (() => Buffer.allocUnsafeSlow(BODY_BYTES));
    this.body = new SegmentBody({ take, headroom: memory?.headroom ?? 0 });
  }

  get records(): number {
    return this.totals.records;
  }

  /** Records accounted for so far, shown or not. */
  get seen(): number {
    return this.totals.records + this.totals.filtered + this.totals.sampled;
  }

  /** Bytes of rows and body so far. */
  get bytes(): number {
    return this.rows.length + this.body.total;
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
    const { body } = this;
    body.settle();
    const start = body.length;
    const keyBytes = body.append(view.keySource, view.keyStart, view.keyBytes);
    const valueBytes = body.append(
      view.valueSource,
      view.valueStart,
      view.valueBytes,
    );
    const headersBytes = body.append(
      view.headersSource,
      view.headersStart,
      view.headersBytes,
    );
    const at = this.beginRow(i);
    const row = this.rows.view;
    row.setUint8(at + 4, view.keyEncoding);
    row.setUint8(at + 5, view.valueEncoding);
    row.setUint8(at + 7, Math.min(255, view.maskedFields));
    row.setUint32(at + 24, start, true);
    row.setInt32(at + 28, keyBytes, true);
    row.setInt32(at + 32, valueBytes, true);
    row.setInt32(at + 36, Math.max(0, headersBytes), true);
    row.setUint32(at + 40, Math.min(MAX_U16, view.headerCount), true);
    row.setInt32(at + 44, view.originalValueBytes, true);
  }

  /**
   * Appends record `i` of the batch begun without a look at it. `encodings`:
   * see {@link Projector.encodingsAsItCame}. False, and nothing appended, when
   * its parts do not lie one behind the other.
   */
  addAsItCame(i: number, encodings: number): boolean {
    const { index, slab } = this.batch as RecordBatch;
    const column = i * STRIDE;
    const keyStart = index[column];
    const keyBytes = index[column + 1];
    const valueStart = index[column + 2];
    const valueBytes = index[column + 3];
    const headersStart = index[column + 4];
    const headersBytes = index[column + 5];
    const keyGap = valueStart - keyStart - Math.max(0, keyBytes);
    const valueGap = headersStart - valueStart - Math.max(0, valueBytes);
    if (!isLength(keyGap) || !isLength(valueGap)) return false;
    const end = headersStart + headersBytes;
    const start = this.body.extend(slab, keyStart, end);
    const at = this.beginRow(i);
    const row = this.rows.view;
    row.setUint16(at + 4, encodings, true);
    row.setUint8(at + 7, 0);
    row.setUint32(at + 24, start, true);
    row.setInt32(at + 28, keyBytes, true);
    row.setInt32(at + 32, valueBytes, true);
    row.setInt32(at + 36, headersBytes, true);
    row.setUint16(at + 40, Math.min(MAX_U16, index[column + 6]), true);
    row.setUint8(at + 42, keyGap);
    row.setUint8(at + 43, valueGap);
    row.setInt32(at + 44, valueBytes, true);
    return true;
  }

  /** Counts record `i` and writes the fields of its row that no mask changes; answers where the row is. */
  private beginRow(i: number): number {
    const batch = this.batch as RecordBatch;
    const { base, totals } = this;
    const timestampMs = batch.timestampsMs[i];
    const delta = batch.index[i * STRIDE + OFFSET_DELTA];
    const low = base.low + delta;
    const at = this.rows.grow(ROW_BYTES);
    const row = this.rows.view;
    row.setInt32(at, batch.partition, true);
    row.setUint8(at + 6, base.type);
    row.setUint32(at + 8, low % TWO_32, true);
    row.setUint32(at + 12, base.high + (low >= TWO_32 ? 1 : 0), true);
    row.setFloat64(at + 16, timestampMs, true);
    if (timestampMs > totals.newestMs) totals.newestMs = timestampMs;
    if (base.first < 0) base.first = delta;
    base.last = delta;
    base.added += 1;
    totals.records += 1;
    return at;
  }

  /** Ends the batch begun, or the part of it that was read; `next` is the position after it. */
  end(next: bigint): void {
    const { partition, baseOffset } = this.batch as RecordBatch;
    this.positions.set(partition, next);
    this.batch = undefined;
    this.body.settle();
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

  /** Everything since the last `finish` as one segment, and an empty encoder. */
  finish(channel: number, sequence: number, nowMs: number): SegmentEntry {
    const { records, filtered, sampled, newestMs } = this.totals;
    const { memory } = this;
    const { bytes, isHandedOver } = this.assemble();
    this.writeHead(bytes, channel, sequence, nowMs);
    const entry: SegmentEntry = {
      kind: 'segment',
      segment: { channel, sequence, bytes, records },
      counts: { seen: this.seen, filtered, sampled },
      parts: [...this.parts.values()],
      positions: this.positions,
      newestMs,
      ...(isHandedOver && { release: () => memory?.giveBack(bytes) }),
    };
    this.reset();
    return entry;
  }

  private get rowsStart(): number {
    return BATCH.headBytes + this.positions.size * BATCH.partitionBytes;
  }

  /** Rows and body where they are sent from. */
  private assemble(): { bytes: Buffer; isHandedOver: boolean } {
    const { rows, body, rowsStart, memory } = this;
    const bodyStart = rowsStart + rows.length;
    const total = bodyStart + body.length;
    const own = memory?.isFilledBy(total)
      ? body.handOver(bodyStart)
      : undefined;
    const bytes = own ?? Buffer.allocUnsafeSlow(total);
    if (!own) body.copyTo(bytes, bodyStart);
    rows.copyTo(bytes, rowsStart);
    return { bytes, isHandedOver: own !== undefined };
  }

  private writeHead(
    bytes: Buffer,
    channel: number,
    sequence: number,
    nowMs: number,
  ): void {
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
    view.setUint32(40, this.rowsStart + this.rows.length, true);
    view.setUint32(44, 0, true);
    this.writePositions(view);
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

/** Nothing but a length may lie between two parts, or nothing at all. */
function isLength(bytes: number): boolean {
  return bytes >= 0 && bytes <= MAX_LENGTH_BYTES;
}
