import { INDEX_STRIDE } from '@backstage-realtime/plugin-realtime-node';
import type { IndexBuilder } from './IndexBuilder';
import { readVarint, readVarlong, type Cursor } from './varint';

// Read once: a property of another module is looked up anew at every access.
const STRIDE = INDEX_STRIDE;

/** Attributes, time stamp, offset, two lengths and the number of headers take at least this. */
const MIN_RECORD_BYTES = 6;

/** Records of one batch: `count` of them in `bytes[start..end)`. */
export interface RecordRange {
  bytes: Uint8Array;
  start: number;
  end: number;
  count: number;
  /** Added to the offset delta of a record, so that it counts from the builder's base. */
  baseDelta: number;
  /** Records below this delta (from the builder's base) were not asked for. */
  fromDelta: number;
  baseTimestampMs: number;
  /** Set when the broker stamped the batch: then it is the time of every record. */
  appendTimestampMs?: number;
  /** Larger records (key, value and headers) are cut out. */
  maxRecordBytes: number;
}

/**
 * Enters every record into the index; false when a length, count or delta does
 * not fit, after which the builder holds some of the records and is to be
 * rewound. Allocates nothing for a record: this is the hot path of ingest.
 * Source: Kafka's record format v2.
 */
export function scanRecords(
  range: RecordRange,
  builder: IndexBuilder,
): boolean {
  const { bytes, end, baseDelta, appendTimestampMs, baseTimestampMs } = range;
  const cursor: Cursor = { at: range.start };
  let previousDelta = -1;
  for (let i = 0; i < range.count; i++) {
    const length = readVarint(bytes, cursor);
    const recordEnd = cursor.at + length;
    if (length < MIN_RECORD_BYTES || recordEnd > end) return false;
    cursor.at++;
    const timestampDelta = readVarlong(bytes, cursor);
    const delta = readVarint(bytes, cursor);
    if (delta <= previousDelta) return false;
    previousDelta = delta;
    if (!scanFields(bytes, cursor, recordEnd, builder)) return false;
    cursor.at = recordEnd;
    const total = baseDelta + delta;
    if (total < range.fromDelta) continue;
    if (length > range.maxRecordBytes) builder.cut(total);
    else
      builder.add(total, appendTimestampMs ?? baseTimestampMs + timestampDelta);
  }
  return cursor.at === end;
}

/** Writes where key, value and headers lie into the builder's next row. */
function scanFields(
  bytes: Uint8Array,
  cursor: Cursor,
  recordEnd: number,
  builder: IndexBuilder,
): boolean {
  const { index } = builder;
  const row = builder.count * STRIDE;
  const keyBytes = readVarint(bytes, cursor);
  index[row] = cursor.at;
  index[row + 1] = keyBytes;
  if (keyBytes > 0) cursor.at += keyBytes;
  const valueBytes = readVarint(bytes, cursor);
  index[row + 2] = cursor.at;
  index[row + 3] = valueBytes;
  if (valueBytes > 0) cursor.at += valueBytes;
  const headerCount = readVarint(bytes, cursor);
  const headersBytes = recordEnd - cursor.at;
  index[row + 4] = cursor.at;
  index[row + 5] = headersBytes;
  index[row + 6] = headerCount;
  return fits(keyBytes, valueBytes, headerCount, headersBytes);
}

/** A header takes at least its two lengths. Lengths that ran past the record leave `headersBytes` negative. */
function fits(
  keyBytes: number,
  valueBytes: number,
  headerCount: number,
  headersBytes: number,
): boolean {
  return (
    keyBytes >= -1 &&
    valueBytes >= -1 &&
    headerCount >= 0 &&
    headerCount * 2 <= headersBytes
  );
}
