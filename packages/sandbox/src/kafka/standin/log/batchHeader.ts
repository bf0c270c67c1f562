import { computeCrc32c } from './crc32c';

/** Byte positions in a record batch of magic 2. Source: Kafka's message format. */
export const BATCH = {
  baseOffset: 0,
  length: 8,
  leaderEpoch: 12,
  magic: 16,
  crc: 17,
  attributes: 21,
  lastOffsetDelta: 23,
  firstTimestamp: 27,
  maxTimestamp: 35,
  recordCount: 57,
  records: 61,
} as const;

export const CODEC_MASK = 0x07;
export const LOG_APPEND_TIME = 0x08;

/** What a log needs to know of a batch; timestamps in ms since 1970. */
export interface BatchHeader {
  sizeBytes: number;
  attributes: number;
  lastOffsetDelta: number;
  firstTimestampMs: number;
  maxTimestampMs: number;
  recordCount: number;
}

/** undefined when the bytes are no whole, undamaged batch of magic 2. */
export function parseBatchHeader(batch: Buffer): BatchHeader | undefined {
  if (batch.length < BATCH.records) {
    return undefined;
  }
  const sizeBytes = batch.readInt32BE(BATCH.length) + BATCH.leaderEpoch;
  const isWhole = sizeBytes >= BATCH.records && sizeBytes <= batch.length;
  if (!isWhole || batch.readInt8(BATCH.magic) !== 2) {
    return undefined;
  }
  const covered = batch.subarray(BATCH.attributes, sizeBytes);
  if (computeCrc32c(covered) !== batch.readUInt32BE(BATCH.crc)) {
    return undefined;
  }
  return {
    sizeBytes,
    attributes: batch.readInt16BE(BATCH.attributes),
    lastOffsetDelta: batch.readInt32BE(BATCH.lastOffsetDelta),
    firstTimestampMs: Number(batch.readBigInt64BE(BATCH.firstTimestamp)),
    maxTimestampMs: Number(batch.readBigInt64BE(BATCH.maxTimestamp)),
    recordCount: batch.readInt32BE(BATCH.recordCount),
  };
}

/** Stamps a batch with the broker's time, as `LogAppendTime` topics do. */
export function stampAppendTime(batch: Buffer, nowMs: number): void {
  const attributes = batch.readInt16BE(BATCH.attributes) | LOG_APPEND_TIME;
  batch.writeInt16BE(attributes, BATCH.attributes);
  batch.writeBigInt64BE(BigInt(nowMs), BATCH.maxTimestamp);
  sealBatch(batch);
}

/** Writes the CRC that belongs to the present content. */
export function sealBatch(batch: Buffer): void {
  const crc = computeCrc32c(batch.subarray(BATCH.attributes));
  batch.writeUInt32BE(crc, BATCH.crc);
}
