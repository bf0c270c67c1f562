import { gzipSync, zstdCompressSync } from 'node:zlib';
import { compress as snappyCompress } from 'snappyjs';
import { crc32c } from '../recordBatch/crc32c';
import { HEAD_BYTES } from '../recordBatch/header';

type Bytes = Buffer | string | null;

/** A record to put into a batch; offsets count up from the base unless `delta` says otherwise. */
export interface TestRecord {
  key?: Bytes;
  value?: Bytes;
  headers?: Array<[string, Bytes]>;
  delta?: number;
  timestampDelta?: number;
}

export interface TestBatch {
  baseOffset?: number;
  codec?: keyof typeof CODECS;
  records: TestRecord[];
  lastDelta?: number;
  baseTimestampMs?: number;
  maxTimestampMs?: number;
  isAppendTime?: boolean;
  producerId?: number;
  isTransactional?: boolean;
  isControl?: boolean;
  /** Claimed in the head instead of the real number. */
  recordCount?: number;
}

const CODECS = {
  none: { id: 0, compress: (plain: Buffer) => plain },
  gzip: { id: 1, compress: (plain: Buffer) => gzipSync(plain) as Buffer },
  snappy: { id: 2, compress: (plain: Buffer) => snappyCompress(plain) },
  xerial: { id: 2, compress: compressXerial },
  lz4: { id: 3, compress: compressLz4 },
  zstd: { id: 4, compress: (plain: Buffer) => zstdCompressSync(plain) },
  unknown: { id: 6, compress: (plain: Buffer) => plain },
};

export const CODEC_NAMES = [
  'none',
  'gzip',
  'snappy',
  'xerial',
  'lz4',
  'zstd',
] as const;

/** A record batch as a broker would send it, with a valid checksum. */
export function buildBatch(batch: TestBatch): Buffer {
  const { records } = batch;
  const plain = Buffer.concat(records.map(encodeRecord));
  const codec = CODECS[batch.codec ?? 'none'];
  const body = codec.compress(plain);
  const bytes = Buffer.alloc(HEAD_BYTES + body.length);
  bytes.writeBigInt64BE(BigInt(batch.baseOffset ?? 0), 0);
  bytes.writeInt32BE(bytes.length - 12, 8);
  bytes.writeInt8(2, 16);
  bytes.writeInt16BE(toAttributes(batch, codec.id), 21);
  bytes.writeInt32BE(batch.lastDelta ?? lastDelta(records), 23);
  bytes.writeBigInt64BE(BigInt(batch.baseTimestampMs ?? 1_000), 27);
  bytes.writeBigInt64BE(BigInt(batch.maxTimestampMs ?? 1_000), 35);
  bytes.writeBigInt64BE(BigInt(batch.producerId ?? -1), 43);
  bytes.writeInt32BE(batch.recordCount ?? records.length, 57);
  body.copy(bytes, HEAD_BYTES);
  return sealBatch(bytes);
}

function toAttributes(batch: TestBatch, codec: number): number {
  return (
    codec +
    (batch.isAppendTime ? 8 : 0) +
    (batch.isTransactional ? 16 : 0) +
    (batch.isControl ? 32 : 0)
  );
}

/** Writes the checksum that fits the bytes. */
export function sealBatch(bytes: Buffer): Buffer {
  bytes.writeUInt32BE(crc32c(bytes, 21, bytes.length), 17);
  return bytes;
}

/** A marker that commits or aborts the transaction of a producer. */
export function buildMarker(
  baseOffset: number,
  producerId: number,
  type: 'abort' | 'commit',
): Buffer {
  const key = Buffer.from([0, 0, 0, type === 'abort' ? 0 : 1]);
  return buildBatch({
    baseOffset,
    producerId,
    isTransactional: true,
    isControl: true,
    records: [{ key, value: Buffer.alloc(6) }],
  });
}

function lastDelta(records: TestRecord[]): number {
  return records[records.length - 1]?.delta ?? Math.max(0, records.length - 1);
}

function encodeRecord(record: TestRecord, i: number): Buffer {
  const headers = record.headers ?? [];
  const body = Buffer.concat([
    Buffer.of(0),
    varint(record.timestampDelta ?? 0),
    varint(record.delta ?? i),
    lengthAndBytes(record.key ?? null),
    lengthAndBytes(record.value ?? null),
    varint(headers.length),
    ...headers.flatMap(([name, value]) => [
      lengthAndBytes(name),
      lengthAndBytes(value),
    ]),
  ]);
  return Buffer.concat([varint(body.length), body]);
}

function lengthAndBytes(bytes: Bytes): Buffer {
  if (bytes === null) return varint(-1);
  const buffer = Buffer.from(bytes as string);
  return Buffer.concat([varint(buffer.length), buffer]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value >= 0 ? value * 2 : -value * 2 - 1;
  while (rest > 127) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
  return Buffer.from(bytes);
}

/** Blocks of at most 32 KiB behind the head Java clients write. */
export function compressXerial(plain: Buffer): Buffer {
  const head = Buffer.from([
    130, 83, 78, 65, 80, 80, 89, 0, 0, 0, 0, 1, 0, 0, 0, 1,
  ]);
  const parts = [head];
  for (let at = 0; at < plain.length; at += 32_768) {
    const block = snappyCompress(plain.subarray(at, at + 32_768));
    const length = Buffer.alloc(4);
    length.writeInt32BE(block.length);
    parts.push(length, block);
  }
  return Buffer.concat(parts);
}

/**
 * A valid frame of blocks of at most 64 KiB that are made of one literal run
 * and, where the plain bytes end in a run of one byte, a match and five
 * literals.
 */
export function compressLz4(plain: Buffer): Buffer {
  const parts = [Buffer.from([4, 34, 77, 24, 96, 64, 130])];
  for (let at = 0; at < plain.length; at += 65_536) {
    const block = lz4Block(plain.subarray(at, at + 65_536));
    const length = Buffer.alloc(4);
    length.writeUInt32LE(block.length);
    parts.push(length, block);
  }
  return Buffer.concat([...parts, Buffer.alloc(4)]);
}

function lz4Block(plain: Buffer): Buffer {
  const last = plain[plain.length - 1];
  let run = 0;
  while (run < plain.length && plain[plain.length - 1 - run] === last) run++;
  const literals = plain.length - run + 1;
  const match = run - 1 - 5;
  if (match < 4) return lz4Literals(plain, 0);
  return Buffer.concat([
    lz4Literals(plain.subarray(0, literals), Math.min(15, match - 4)),
    Buffer.of(1, 0),
    lz4Length(match - 4),
    lz4Literals(plain.subarray(plain.length - 5), 0),
  ]);
}

function lz4Literals(literals: Buffer, matchNibble: number): Buffer {
  const token = Math.min(15, literals.length) * 16 + matchNibble;
  return Buffer.concat([
    Buffer.of(token),
    lz4Length(literals.length),
    literals,
  ]);
}

function lz4Length(length: number): Buffer {
  if (length < 15) return Buffer.alloc(0);
  const rest = length - 15;
  const full = Buffer.alloc(Math.floor(rest / 255), 255);
  return Buffer.concat([full, Buffer.of(rest % 255)]);
}
