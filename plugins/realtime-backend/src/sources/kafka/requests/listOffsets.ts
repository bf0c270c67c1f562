import type { KafkaApi, KafkaRequest } from './KafkaRequest';
import { FormReader } from './FormReader';
import { FormWriter, type TopicPartitions } from './FormWriter';

export const LIST_OFFSETS: KafkaApi = {
  key: 2,
  name: 'ListOffsets',
  versions: [7, 2, 1],
};

/** {@link NEWEST} is understood from version 7 on. */
export const LIST_NEWEST: KafkaApi = { ...LIST_OFFSETS, versions: [7] };

/** The last stable offset is told from version 2 on. */
export const LIST_STABLE: KafkaApi = { ...LIST_OFFSETS, versions: [7, 2] };

/** Times with a meaning of their own. */
export const LATEST = -1n;
export const EARLIEST = -2n;
/** The record with the largest time stamp. */
export const NEWEST = -3n;

/** `timestampMs`: first offset of a record at or after it, or {@link LATEST}, {@link EARLIEST}, {@link NEWEST}. */
export interface OffsetQuery {
  topic: string;
  partition: number;
  timestampMs: bigint;
}

/** `offset` is -1 when no record is that new; `timestampMs` is that of the record, -1 when none was looked up. */
export interface OffsetAnswer {
  topic: string;
  partition: number;
  errorCode: number;
  timestampMs: bigint;
  offset: bigint;
}

/** `committed`: {@link LATEST} is the last stable offset, `all`: the high watermark. */
export type Isolation = 'committed' | 'all';

/**
 * Offsets of many partitions of one leader. Nothing beyond the last stable
 * offset is readable while a transaction is open. A partition may be asked once
 * per request.
 *
 * ```
 * request  i32 replica (-1), v2: i8 isolation,
 *          [string topic, [i32 partition, v4: i32 leader epoch, i64 time]]
 * answer   v2: i32 throttle,
 *          [string topic, [i32 partition, i16 error, i64 time, i64 offset,
 *                          v4: i32 leader epoch]]
 * v6+      flexible
 * ```
 */
export function listOffsetsRequest(
  queries: readonly OffsetQuery[],
  version: number,
  isolation: Isolation = 'committed',
): KafkaRequest<OffsetAnswer[]> {
  const writer = startBody(version, isolation);
  writer.list([...byTopic(queries)], ([topic, ofTopic]) => {
    writer.text(topic).list(ofTopic, ({ partition, timestampMs }) => {
      writer.int32(partition).raw(writeTail(timestampMs, version));
    });
    writer.end();
  });
  return toRequest(writer, version, async reader => {
    const answers: OffsetAnswer[] = [];
    await readTopics(reader, version, () => answer => answers.push(answer));
    return answers;
  });
}

/** What was taken of the answers about one topic, by partition; holes where it was not answered. */
export interface TopicOffsets<T> {
  topic: string;
  values: T[];
}

/**
 * As {@link listOffsetsRequest}, with one and the same time for all partitions.
 * `take` makes of each answer what is kept of it, so that ten thousand of them
 * are gone through once.
 */
export function offsetsAtRequest<T>(
  topics: readonly TopicPartitions[],
  { timestampMs, isolation }: { timestampMs: bigint; isolation: Isolation },
  version: number,
  take: (answer: OffsetAnswer) => T,
): KafkaRequest<Array<TopicOffsets<T>>> {
  const writer = startBody(version, isolation);
  const tail = writeTail(timestampMs, version);
  writer.list(topics, ({ topic, partitions }) => {
    writer.text(topic).list(partitions, partition => {
      writer.int32(partition).raw(tail);
    });
    writer.end();
  });
  return toRequest(writer, version, async reader => {
    const offsets: Array<TopicOffsets<T>> = [];
    await readTopics(reader, version, topic => {
      const values: T[] = [];
      offsets.push({ topic, values });
      return answer => {
        values[answer.partition] = take(answer);
      };
    });
    return offsets;
  });
}

/** What follows the partition; the same for all that are asked for one time. */
function writeTail(timestampMs: bigint, version: number): Buffer {
  const writer = new FormWriter(version >= 6);
  if (version >= 4) writer.int32(-1);
  return writer.int64(timestampMs).end().finish();
}

function toRequest<T>(
  writer: FormWriter,
  version: number,
  read: (reader: FormReader) => Promise<T>,
): KafkaRequest<T> {
  const isFlexible = version >= 6;
  return {
    api: LIST_OFFSETS,
    version,
    isFlexible,
    body: writer.end().finish(),
    decode: payload => read(new FormReader(payload, isFlexible)),
  };
}

function startBody(version: number, isolation: Isolation): FormWriter {
  const writer = new FormWriter(version >= 6).int32(-1);
  return version >= 2 ? writer.int8(isolation === 'committed' ? 1 : 0) : writer;
}

function byTopic(queries: readonly OffsetQuery[]): Map<string, OffsetQuery[]> {
  const topics = new Map<string, OffsetQuery[]>();
  for (const query of queries) {
    const ofTopic = topics.get(query.topic);
    if (ofTopic) ofTopic.push(query);
    else topics.set(query.topic, [query]);
  }
  return topics;
}

/** `begin` answers what takes the answers about a topic. */
async function readTopics(
  reader: FormReader,
  version: number,
  begin: (topic: string) => (answer: OffsetAnswer) => void,
): Promise<void> {
  if (version >= 2) reader.int32();
  await reader.each(async () => {
    const topic = reader.text();
    const take = begin(topic);
    await reader.each(() => take(readPartition(reader, topic, version)));
    reader.end();
  });
}

function readPartition(
  reader: FormReader,
  topic: string,
  version: number,
): OffsetAnswer {
  const partition = reader.int32();
  const errorCode = reader.int16();
  const timestampMs = reader.int64();
  const offset = reader.int64();
  if (version >= 4) reader.int32();
  reader.end();
  return { topic, partition, errorCode, timestampMs, offset };
}
