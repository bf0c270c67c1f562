import type { KafkaApi, KafkaRequest } from './KafkaRequest';
import { after, FormReader } from './FormReader';
import { FormWriter, writeTopics, type TopicPartitions } from './FormWriter';
import type { TopicValues } from './TopicValues';

/** 8 asks for many groups at once. */
export const OFFSET_FETCH: KafkaApi = {
  key: 9,
  name: 'OffsetFetch',
  versions: [8, 2],
};

/** What is kept of the answer about one partition. `offset` is -1 when the group never committed there. */
export type TakeCommit<T> = (
  errorCode: number,
  offset: bigint,
  topic: string,
) => T;

export interface GroupCommits<T> {
  group: string;
  errorCode: number;
  topics: Array<TopicValues<T>>;
}

/** Where commits are asked for: the named partitions, or wherever the group committed. */
export type CommitTopics = readonly TopicPartitions[] | 'all';

/**
 * What groups committed on partitions, from their coordinator. Version 2 takes
 * exactly one group. A topic the credential may not describe is left out of the
 * answer, or has an error. An answer about `all` holds no partition without a
 * commit.
 *
 * ```
 * request v2  string group, [string topic, [i32 partition]] or null
 *         v8  [string group, [string topic, [i32 partition]] or null],
 *             i8 stable only
 * answer  v2  TOPICS, i16 error
 *         v8  i32 throttle, [string group, TOPICS, i16 error]
 * TOPICS      [string topic, [i32 partition, i64 offset, v5: i32 leader epoch,
 *                             string metadata, i16 error]]
 * v6+         flexible
 * ```
 */
export function offsetFetchRequest<T>(
  groups: readonly string[],
  topics: CommitTopics,
  version: number,
  take: TakeCommit<T>,
): KafkaRequest<Array<GroupCommits<T>>> {
  const isFlexible = version >= 6;
  return {
    api: OFFSET_FETCH,
    version,
    isFlexible,
    body: writeBody(groups, topics, version),
    decode: async payload => {
      const reader = new FormReader(payload, isFlexible);
      return version >= 8
        ? await readGroups(reader, version, take)
        : [await readGroup(reader, groups[0], version, take)];
    },
  };
}

function writeBody(
  groups: readonly string[],
  topics: CommitTopics,
  version: number,
): Buffer {
  const writer = new FormWriter(version >= 6);
  // The same for every group, so it is written once.
  const asked = new FormWriter(version >= 6);
  writeTopics(asked, topics);
  const bytes = asked.finish();
  if (version < 8) return writer.text(groups[0]).raw(bytes).end().finish();
  writer.list(groups, group => {
    writer.text(group).raw(bytes).end();
  });
  return writer.int8(0).end().finish();
}

async function readGroups<T>(
  reader: FormReader,
  version: number,
  take: TakeCommit<T>,
): Promise<Array<GroupCommits<T>>> {
  const groups: Array<GroupCommits<T>> = [];
  reader.int32();
  await reader.each(async () => {
    groups.push(await readGroup(reader, reader.text(), version, take));
    reader.end();
  });
  return groups;
}

const OFFSET = 4;
const COMMIT_BYTES = 12;
const EPOCH_BYTES = 4;
const ERROR_BYTES = 2;

async function readGroup<T>(
  reader: FormReader,
  group: string,
  version: number,
  take: TakeCommit<T>,
): Promise<GroupCommits<T>> {
  const bytes = version >= 5 ? COMMIT_BYTES + EPOCH_BYTES : COMMIT_BYTES;
  const { view } = reader;
  const topics: Array<TopicValues<T>> = [];
  await reader.each(() => {
    const topic = reader.text();
    const values: T[] = [];
    topics.push({ topic, values });
    const done = reader.each(() => {
      const at = reader.skip(bytes);
      reader.skipText();
      const errorCode = view.getInt16(reader.skip(ERROR_BYTES));
      const offset = view.getBigInt64(at + OFFSET);
      values[view.getInt32(at)] = take(errorCode, offset, topic);
      reader.end();
    });
    return after(done, () => reader.end());
  });
  return { group, topics, errorCode: reader.int16() };
}
