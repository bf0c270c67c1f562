import { gunzipSync } from 'node:zlib';
import { BATCH, CODEC_MASK, LOG_APPEND_TIME } from './batchHeader';

/** Where a record stands in time: `timestampMs` is its own, not the asked one. */
export interface TimedOffset {
  offset: number;
  timestampMs: number;
}

/**
 * First record of a batch at or after `timestampMs`. Codecs other than none
 * and gzip are not opened: the batch's first offset is given then, which is
 * never later than the right one.
 */
export function findOffsetByTime(
  batch: Buffer,
  baseOffset: number,
  timestampMs: number,
): TimedOffset | undefined {
  const attributes = batch.readInt16BE(BATCH.attributes);
  const first = Number(batch.readBigInt64BE(BATCH.firstTimestamp));
  const records = openRecords(batch, attributes);
  if (attributes & LOG_APPEND_TIME || records === undefined) {
    return { offset: baseOffset, timestampMs: first };
  }
  const count = batch.readInt32BE(BATCH.recordCount);
  let at = 0;
  for (let i = 0; i < count; i += 1) {
    const length = readVarint(records, at);
    const timestamp = readVarint(records, length.next + 1);
    const recordMs = first + timestamp.value;
    if (recordMs >= timestampMs) {
      const delta = readVarint(records, timestamp.next).value;
      return { offset: baseOffset + delta, timestampMs: recordMs };
    }
    at = length.next + length.value;
  }
  return undefined;
}

function openRecords(batch: Buffer, attributes: number): Buffer | undefined {
  const payload = batch.subarray(BATCH.records);
  switch (attributes & CODEC_MASK) {
    case 0:
      return payload;
    case 1:
      return gunzipSync(payload);
    default:
      return undefined;
  }
}

function readVarint(bytes: Buffer, from: number) {
  let raw = 0;
  let scale = 1;
  let at = from;
  for (;;) {
    const byte = bytes.readUInt8(at);
    at += 1;
    raw += (byte & 0x7f) * scale;
    if (byte < 0x80) {
      break;
    }
    scale *= 128;
  }
  const value = raw % 2 === 0 ? raw / 2 : -(raw + 1) / 2;
  return { value, next: at };
}
