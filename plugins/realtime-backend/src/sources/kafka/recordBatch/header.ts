import { crc32c } from './crc32c';

/** Bytes of the head of a record batch (magic 2), up to its records. */
export const HEAD_BYTES = 61;
/** Bytes before the part the length field counts. */
export const LOG_OVERHEAD = 12;
const CRC_AT = 17;
const ATTRIBUTES_AT = 21;

/**
 * Head of a record batch.
 *
 * ```
 *  0 i64 base offset       8 i32 length of the rest  12 i32 leader epoch
 * 16 i8  magic (2)        17 u32 crc of 21..end      21 i16 attributes
 * 23 i32 last delta       27 i64 base time stamp     35 i64 max time stamp
 * 43 i64 producer id      51 i16 producer epoch      53 i32 base sequence
 * 57 i32 records
 * ```
 *
 * Attributes: bits 0–2 codec, 3 append time, 4 transactional, 5 control.
 * Source: Kafka's record batch format.
 */
export interface BatchHead {
  codec: number;
  isAppendTime: boolean;
  isTransactional: boolean;
  isControl: boolean;
  baseTimestampMs: number;
  maxTimestampMs: number;
  producerId: bigint;
  recordCount: number;
}

/** `at` must have HEAD_BYTES after it. */
export function readBatchHead(view: DataView, at: number): BatchHead {
  const attributes = view.getInt16(at + ATTRIBUTES_AT);
  return {
    codec: attributes & 7,
    isAppendTime: (attributes & 8) !== 0,
    isTransactional: (attributes & 16) !== 0,
    isControl: (attributes & 32) !== 0,
    baseTimestampMs: Number(view.getBigInt64(at + 27)),
    maxTimestampMs: Number(view.getBigInt64(at + 35)),
    producerId: view.getBigInt64(at + 43),
    recordCount: view.getInt32(at + 57),
  };
}

/** True when the checksum in the head is that of the bytes. */
export function hasValidCrc(
  bytes: Uint8Array,
  view: DataView,
  start: number,
  end: number,
): boolean {
  return (
    crc32c(bytes, start + ATTRIBUTES_AT, end) === view.getUint32(start + CRC_AT)
  );
}
