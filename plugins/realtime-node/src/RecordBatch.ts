import type { TimestampType } from '@backstage-realtime/plugin-realtime-common';

/** Columns of {@link RecordBatch.index}, for each record. Lengths of -1 are null. @public */
export const INDEX = {
  keyStart: 0,
  keyBytes: 1,
  valueStart: 2,
  valueBytes: 3,
  headersStart: 4,
  headersBytes: 5,
  headerCount: 6,
  offsetDelta: 7,
} as const;

/** Integers a record takes in {@link RecordBatch.index}. @public */
export const INDEX_STRIDE = 8;

/**
 * Records of one partition as they came: the fetched (and decompressed) bytes
 * kept whole, and an index of where each key, value and header block lies.
 * Nothing is decoded. The header block is in Kafka's record format.
 * @public
 */
export interface RecordBatch {
  partition: number;
  /** Records in the index; offsets ascend. */
  count: number;
  slab: Uint8Array;
  /** `count * INDEX_STRIDE` integers. */
  index: Int32Array;
  /** Offset of a record = baseOffset + its offsetDelta. */
  baseOffset: bigint;
  /** One time stamp a record, in ms since 1970. */
  timestampsMs: Float64Array;
  timestampType: TimestampType;
  /** First offset after the batch, counting offsets that hold no record. */
  nextOffset: bigint;
  /** Readable range of the partition when the batch was fetched. */
  low: bigint;
  high: bigint;
  receivedAtMs: number;
}
