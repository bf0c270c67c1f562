import type { KafkaApi, KafkaRequest } from './KafkaRequest';
import { FormReader } from './FormReader';
import { FormWriter, writeTopics, type TopicPartitions } from './FormWriter';

/** 8 asks for many groups at once. */
export const OFFSET_FETCH: KafkaApi = {
  key: 9,
  name: 'OffsetFetch',
  versions: [8, 2],
};

/** `offset` is -1 when the group never committed there. */
export interface CommittedAnswer {
  topic: string;
  partition: number;
  errorCode: number;
  offset: bigint;
}

export interface GroupCommits {
  group: string;
  errorCode: number;
  commits: CommittedAnswer[];
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
export function offsetFetchRequest(
  groups: readonly string[],
  topics: CommitTopics,
  version: number,
): KafkaRequest<GroupCommits[]> {
  const isFlexible = version >= 6;
  return {
    api: OFFSET_FETCH,
    version,
    isFlexible,
    body: writeBody(groups, topics, version),
    decode: async payload => {
      const reader = new FormReader(payload, isFlexible);
      return version >= 8
        ? await readGroups(reader, version)
        : [await readGroup(reader, groups[0], version)];
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

async function readGroups(
  reader: FormReader,
  version: number,
): Promise<GroupCommits[]> {
  const groups: GroupCommits[] = [];
  reader.int32();
  await reader.each(async () => {
    groups.push(await readGroup(reader, reader.text(), version));
    reader.end();
  });
  return groups;
}

async function readGroup(
  reader: FormReader,
  group: string,
  version: number,
): Promise<GroupCommits> {
  const commits: CommittedAnswer[] = [];
  await reader.each(async () => {
    const topic = reader.text();
    await reader.each(() => {
      commits.push(readCommit(reader, topic, version));
    });
    reader.end();
  });
  return { group, commits, errorCode: reader.int16() };
}

function readCommit(
  reader: FormReader,
  topic: string,
  version: number,
): CommittedAnswer {
  const partition = reader.int32();
  const offset = reader.int64();
  if (version >= 5) reader.int32();
  reader.text();
  const errorCode = reader.int16();
  reader.end();
  return { topic, partition, errorCode, offset };
}
