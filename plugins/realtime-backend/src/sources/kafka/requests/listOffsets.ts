import type { KafkaApi, KafkaRequest } from './KafkaRequest';
import { after, FormReader } from './FormReader';
import { FormWriter, writeEach, type TopicPartitions } from './FormWriter';
import type { TopicValues } from './TopicValues';

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
    await readTopics(reader, version, topic => () => {
      answers.push(readPartition(reader, topic, version));
    });
    return answers;
  });
}

/** One question for many partitions, and which field of the answers is wanted. */
export interface OffsetsAt {
  timestampMs: bigint;
  isolation: Isolation;
  field: keyof typeof FIELDS;
}

/** What is kept of the answer about one partition. */
export type TakeOffset<T> = (
  errorCode: number,
  value: bigint,
  topic: string,
  partition: number,
) => T;

/** As {@link listOffsetsRequest}, with one and the same time for all partitions, and nothing but what `take` keeps. */
export function offsetsAtRequest<T>(
  topics: readonly TopicPartitions[],
  { timestampMs, isolation, field }: OffsetsAt,
  version: number,
  take: TakeOffset<T>,
): KafkaRequest<Array<TopicValues<T>>> {
  const writer = startBody(version, isolation);
  const tail = writeTail(timestampMs, version);
  writeEach(writer, topics, (ids, partition) => ids.int32(partition).raw(tail));
  const place = FIELDS[field];
  const bytes = answerBytes(version);
  return toRequest(writer, version, async reader => {
    const { view } = reader;
    const offsets: Array<TopicValues<T>> = [];
    await readTopics(reader, version, topic => {
      const values: T[] = [];
      offsets.push({ topic, values });
      return () => {
        const at = reader.skip(bytes);
        const partition = view.getInt32(at);
        const value = view.getBigInt64(at + place);
        const errorCode = view.getInt16(at + ERROR_CODE);
        values[partition] = take(errorCode, value, topic, partition);
        reader.end();
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

/** Places in the answer about a partition. */
const ERROR_CODE = 4;
const FIELDS = { timestampMs: 6, offset: 14 } as const;
const ANSWER_BYTES = 22;
const EPOCH_BYTES = 4;

function answerBytes(version: number): number {
  return version >= 4 ? ANSWER_BYTES + EPOCH_BYTES : ANSWER_BYTES;
}

/** `begin` answers what reads an answer about a topic. */
async function readTopics(
  reader: FormReader,
  version: number,
  begin: (topic: string) => () => void,
): Promise<void> {
  if (version >= 2) reader.int32();
  await reader.each(() => {
    const done = reader.each(begin(reader.text()));
    return after(done, () => reader.end());
  });
}

function readPartition(
  reader: FormReader,
  topic: string,
  version: number,
): OffsetAnswer {
  const { view } = reader;
  const at = reader.skip(answerBytes(version));
  reader.end();
  return {
    topic,
    partition: view.getInt32(at),
    errorCode: view.getInt16(at + ERROR_CODE),
    timestampMs: view.getBigInt64(at + FIELDS.timestampMs),
    offset: view.getBigInt64(at + FIELDS.offset),
  };
}
