import type { KafkaApi, KafkaRequest } from './KafkaRequest';
import { WireReader } from './WireReader';
import { WireWriter } from './WireWriter';

export const LIST_OFFSETS: KafkaApi = {
  key: 2,
  name: 'ListOffsets',
  versions: [2, 1],
};

/** Times with a meaning of their own. */
export const LATEST = -1n;
export const EARLIEST = -2n;

/** `timestampMs`: first offset of a record at or after it, or {@link LATEST}, {@link EARLIEST}. */
export interface OffsetQuery {
  topic: string;
  partition: number;
  timestampMs: bigint;
}

/** `offset` is -1 when no record is that new. */
export interface OffsetAnswer {
  topic: string;
  partition: number;
  errorCode: number;
  offset: bigint;
}

/**
 * Offsets of many partitions of one leader. With version 2, {@link LATEST} is
 * the last stable offset: nothing beyond it is readable while a transaction is
 * open. A partition may be asked once per request.
 *
 * ```
 * request  i32 replica (-1), v2: i8 isolation, [string topic, [i32 partition, i64 time]]
 * answer   v2: i32 throttle, [string topic, [i32 partition, i16 error, i64 time, i64 offset]]
 * ```
 */
export function listOffsetsRequest(
  queries: readonly OffsetQuery[],
  version: number,
): KafkaRequest<OffsetAnswer[]> {
  return {
    api: LIST_OFFSETS,
    version,
    isFlexible: false,
    body: writeBody(queries, version),
    decode: payload => {
      const reader = new WireReader(payload);
      if (version >= 2) reader.int32();
      return reader.array(() => readTopic(reader)).flat();
    },
  };
}

function writeBody(queries: readonly OffsetQuery[], version: number): Buffer {
  const writer = new WireWriter().int32(-1);
  if (version >= 2) writer.int8(1);
  const topics = [...new Set(queries.map(query => query.topic))];
  writer.array(topics, topic => {
    writer.string(topic).array(
      queries.filter(query => query.topic === topic),
      query => writer.int32(query.partition).int64(query.timestampMs),
    );
  });
  return writer.finish();
}

function readTopic(reader: WireReader): OffsetAnswer[] {
  const topic = reader.string();
  return reader.array(() => {
    const partition = reader.int32();
    const errorCode = reader.int16();
    reader.int64();
    return { topic, partition, errorCode, offset: reader.int64() };
  });
}
