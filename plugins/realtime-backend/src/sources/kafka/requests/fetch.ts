import type { AbortedTransaction } from '../recordBatch/aborted';
import type { KafkaApi, KafkaRequest } from './KafkaRequest';
import { MalformedAnswerError, WireReader } from './WireReader';
import { WireWriter } from './WireWriter';

/** 4 brought record batches with transactions; 12 would be flexible and 13 wants topic ids. */
export const FETCH: KafkaApi = {
  key: 1,
  name: 'Fetch',
  versions: [11, 10, 9, 8, 7, 6, 5, 4],
};

export interface FetchInput {
  topic: string;
  partitions: Array<{ partition: number; offset: bigint; maxBytes: number }>;
  /** The broker answers when one byte is there, or after this long. */
  maxWaitMs: number;
  /** Of the whole answer; the first batch comes whole even when it is larger. */
  maxBytes: number;
}

/** `low` is -1 before version 5. `bytes` lies in the answer, and may end in the middle of a batch. */
export interface FetchedPartition {
  partition: number;
  errorCode: number;
  highWatermark: bigint;
  lastStable: bigint;
  low: bigint;
  aborted: AbortedTransaction[];
  bytes: Uint8Array;
}

/**
 * Records of partitions of one topic from their leader, read committed,
 * without a session.
 *
 * ```
 * request  i32 replica (-1), i32 max wait, i32 min bytes, i32 max bytes,
 *          i8 isolation, v7: i32 session (0), i32 session epoch (-1),
 *          [string topic, [i32 partition, v9: i32 leader epoch, i64 offset,
 *                          v5: i64 low, i32 max bytes]],
 *          v7: [forgotten], v11: string rack
 * answer   i32 throttle, v7: i16 error, i32 session,
 *          [string topic, [i32 partition, i16 error, i64 high watermark,
 *                          i64 last stable, v5: i64 low,
 *                          [i64 producer, i64 first offset], v11: i32 preferred,
 *                          bytes records]]
 * ```
 */
export function fetchRequest(
  input: FetchInput,
  version: number,
): KafkaRequest<FetchedPartition[]> {
  return {
    api: FETCH,
    version,
    isFlexible: false,
    body: writeBody(input, version),
    decode: payload => readAnswer(new WireReader(payload), version),
    extraTimeoutMs: input.maxWaitMs,
  };
}

function writeBody(input: FetchInput, version: number): Buffer {
  const writer = new WireWriter();
  writer.int32(-1).int32(input.maxWaitMs).int32(1).int32(input.maxBytes);
  writer.int8(1);
  if (version >= 7) writer.int32(0).int32(-1);
  writer.array([input.topic], topic =>
    writer.string(topic).array(input.partitions, part => {
      writer.int32(part.partition);
      if (version >= 9) writer.int32(-1);
      writer.int64(part.offset);
      if (version >= 5) writer.int64(-1n);
      writer.int32(part.maxBytes);
    }),
  );
  if (version >= 7) writer.int32(0);
  if (version >= 11) writer.string('');
  return writer.finish();
}

function readAnswer(reader: WireReader, version: number): FetchedPartition[] {
  reader.int32();
  if (version >= 7) {
    if (reader.int16() !== 0) throw new MalformedAnswerError();
    reader.int32();
  }
  const topics = reader.array(() => {
    reader.string();
    return reader.array(() => readPartition(reader, version));
  });
  return topics.flat();
}

function readPartition(reader: WireReader, version: number): FetchedPartition {
  return {
    partition: reader.int32(),
    errorCode: reader.int16(),
    highWatermark: reader.int64(),
    lastStable: reader.int64(),
    low: version >= 5 ? reader.int64() : -1n,
    aborted: reader.array(() => ({
      producerId: reader.int64(),
      firstOffset: reader.int64(),
    })),
    bytes: readRecords(reader, version),
  };
}

function readRecords(reader: WireReader, version: number): Uint8Array {
  if (version >= 11) reader.int32();
  return reader.bytesField();
}
