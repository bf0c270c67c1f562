import {
  BATCH,
  BatchReader,
  ENCODINGS,
  TIMESTAMP_TYPES,
  toOffset,
  writeHeaderBlock,
  type Offset,
  type ViewedRecord,
} from '@backstage-realtime/plugin-realtime-common';

const encoder = new TextEncoder();

/** A record as a viewer sees it; text is given as text. @public */
export interface RecordParts extends Partial<
  Omit<ViewedRecord, 'key' | 'value' | 'offset'>
> {
  offset?: number | bigint;
  key?: string | Uint8Array | null;
  value?: string | Uint8Array | null;
}

/** A whole record from the parts a test cares about: `aRecord({ offset: 7, value: '{"a":1}' })`. @public */
export function aRecord(parts: RecordParts = {}): ViewedRecord {
  const key = toBytes(parts.key ?? null);
  const value = toBytes(parts.value === undefined ? '{}' : parts.value);
  return {
    partition: 0,
    timestampMs: 1_700_000_000_000,
    timestampType: 'create',
    keyEncoding: key ? 'unknown' : 'null',
    valueEncoding: value ? 'unknown' : 'null',
    valueBytes: value?.length,
    maskedFields: 0,
    headers: [],
    ...parts,
    offset: toOffset(parts.offset ?? 0),
    key,
    value,
  };
}

/** Head fields of a batch that are not those of its records. @public */
export interface BatchParts {
  channel?: number;
  sequence?: number;
  filtered?: number;
  sampled?: number;
  /** One past the last record of each partition unless told. */
  next?: Map<number, Offset>;
}

/** The bytes of a batch of these records, in this order; see the layout in realtime-common. @public */
export function buildBatch(
  records: readonly ViewedRecord[],
  parts: BatchParts = {},
): Uint8Array {
  const next = parts.next ?? nextOf(records);
  const bodies = records.map(bodyOf);
  const bodyStart =
    BATCH.headBytes +
    next.size * BATCH.partitionBytes +
    records.length * BATCH.indexBytes;
  const bytes = new Uint8Array(
    bodyStart + bodies.reduce((sum, body) => sum + body.bytes.length, 0),
  );
  const view = new DataView(bytes.buffer);
  writeHead(view, records.length, next.size, bodyStart, parts);
  [...next].forEach(([partition, offset], i) => {
    const at = BATCH.headBytes + i * BATCH.partitionBytes;
    view.setInt32(at, partition, true);
    view.setBigUint64(at + 8, BigInt(offset), true);
  });
  let start = 0;
  records.forEach((record, i) => {
    const at =
      BATCH.headBytes + next.size * BATCH.partitionBytes + i * BATCH.indexBytes;
    writeIndex(view, at, record, bodies[i], start);
    bytes.set(bodies[i].bytes, bodyStart + start);
    start += bodies[i].bytes.length;
  });
  return bytes;
}

/** The same, opened. @public */
export function aBatch(
  records: readonly ViewedRecord[],
  parts: BatchParts = {},
): BatchReader {
  return BatchReader.open(buildBatch(records, parts));
}

interface Body {
  bytes: Uint8Array;
  headersBytes: number;
}

function bodyOf({ key, value, headers }: ViewedRecord): Body {
  const block = writeHeaderBlock(headers);
  const parts = [key ?? new Uint8Array(0), value ?? new Uint8Array(0), block];
  const bytes = new Uint8Array(
    parts.reduce((sum, part) => sum + part.length, 0),
  );
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return { bytes, headersBytes: block.length };
}

function writeHead(
  view: DataView,
  count: number,
  partitions: number,
  bodyStart: number,
  parts: BatchParts,
): void {
  const { channel = 1, sequence = 0, filtered = 0, sampled = 0 } = parts;
  view.setUint8(0, BATCH.version);
  view.setUint16(2, BATCH.headBytes, true);
  [channel, sequence, count].forEach((value, i) =>
    view.setUint32(4 + i * 4, value, true),
  );
  [
    count + filtered + sampled,
    filtered,
    sampled,
    partitions,
    bodyStart,
  ].forEach((value, i) => view.setUint32(24 + i * 4, value, true));
}

function writeIndex(
  view: DataView,
  at: number,
  record: ViewedRecord,
  body: Body,
  start: number,
): void {
  view.setInt32(at, record.partition, true);
  view.setUint8(at + 4, ENCODINGS.indexOf(record.keyEncoding));
  view.setUint8(at + 5, ENCODINGS.indexOf(record.valueEncoding));
  view.setUint8(at + 6, TIMESTAMP_TYPES.indexOf(record.timestampType));
  view.setUint8(at + 7, record.maskedFields);
  view.setBigUint64(at + 8, BigInt(record.offset), true);
  view.setFloat64(at + 16, record.timestampMs, true);
  view.setUint32(at + 24, start, true);
  view.setInt32(at + 28, record.key?.length ?? -1, true);
  view.setInt32(at + 32, record.value?.length ?? -1, true);
  view.setInt32(at + 36, body.headersBytes, true);
  view.setUint16(at + 40, record.headers.length, true);
  view.setInt32(at + 44, record.valueBytes ?? -1, true);
}

function nextOf(records: readonly ViewedRecord[]): Map<number, Offset> {
  return new Map(
    records.map(({ partition, offset }) => [
      partition,
      toOffset(BigInt(offset) + 1n),
    ]),
  );
}

function toBytes(part: string | Uint8Array | null): Uint8Array | null {
  return typeof part === 'string' ? encoder.encode(part) : part;
}
