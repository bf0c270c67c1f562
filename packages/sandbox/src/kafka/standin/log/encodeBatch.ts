import { gzipSync } from 'node:zlib';
import { BATCH, sealBatch } from './batchHeader';

/** One record to write. `null` as value is a tombstone. */
export interface RecordInput {
  key?: Buffer | string | null;
  value: Buffer | string | null;
  headers?: ReadonlyArray<readonly [string, Buffer | string]>;
  timestampMs: number;
}

const GZIP = 1;

/**
 * Builds one record batch of magic 2, ready for `StandInKafka.append` or a
 * raw Produce request: base offset 0, no producer id, CRC set. Preloading a
 * log this way costs no network and no client.
 */
export function encodeBatch(
  records: readonly RecordInput[],
  options: { codec?: 'none' | 'gzip' } = {},
): Buffer {
  if (records.length === 0) {
    throw new RangeError('A record batch holds at least one record');
  }
  const times = records.map(record => record.timestampMs);
  const firstTimestampMs = times[0];
  const body = Buffer.concat(
    records.map((record, index) =>
      encodeRecord(record, index, record.timestampMs - firstTimestampMs),
    ),
  );
  const isGzip = options.codec === 'gzip';
  const payload = isGzip ? gzipSync(body) : body;
  const batch = Buffer.alloc(BATCH.records + payload.length);
  payload.copy(batch, BATCH.records);
  batch.writeInt32BE(batch.length - BATCH.leaderEpoch, BATCH.length);
  batch.writeInt8(2, BATCH.magic);
  batch.writeInt16BE(isGzip ? GZIP : 0, BATCH.attributes);
  batch.writeInt32BE(records.length - 1, BATCH.lastOffsetDelta);
  batch.writeBigInt64BE(BigInt(firstTimestampMs), BATCH.firstTimestamp);
  const maxTimestampMs = times.reduce((a, b) => Math.max(a, b));
  batch.writeBigInt64BE(BigInt(maxTimestampMs), BATCH.maxTimestamp);
  batch.writeBigInt64BE(-1n, BATCH.maxTimestamp + 8);
  batch.writeInt16BE(-1, BATCH.maxTimestamp + 16);
  batch.writeInt32BE(-1, BATCH.maxTimestamp + 18);
  batch.writeInt32BE(records.length, BATCH.recordCount);
  sealBatch(batch);
  return batch;
}

function encodeRecord(
  record: RecordInput,
  offsetDelta: number,
  timestampDelta: number,
): Buffer {
  const parts = [
    Buffer.from([0]),
    encodeVarint(timestampDelta),
    encodeVarint(offsetDelta),
    ...encodeBytes(record.key ?? null),
    ...encodeBytes(record.value),
    encodeVarint(record.headers?.length ?? 0),
    ...(record.headers ?? []).flatMap(([name, value]) => [
      ...encodeBytes(name),
      ...encodeBytes(value),
    ]),
  ];
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([encodeVarint(length), ...parts]);
}

function encodeBytes(value: Buffer | string | null): Buffer[] {
  if (value === null) {
    return [encodeVarint(-1)];
  }
  const bytes = typeof value === 'string' ? Buffer.from(value) : value;
  return [encodeVarint(bytes.length), bytes];
}

/** Zigzag varint; by arithmetic, since a timestamp delta may pass 32 bits. */
function encodeVarint(value: number): Buffer {
  let rest = value >= 0 ? value * 2 : -value * 2 - 1;
  const bytes: number[] = [];
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
  return Buffer.from(bytes);
}
