import type { KafkaApi, KafkaRequest } from './KafkaRequest';
import type { DescribedGroup, DescribedMember } from './describedGroup';
import { FormReader } from './FormReader';
import { FormWriter } from './FormWriter';

export const DESCRIBE_CONSUMER_GROUPS: KafkaApi = {
  key: 69,
  name: 'ConsumerGroupDescribe',
  versions: [1, 0],
};

/**
 * State and members of groups of the newer consumer protocol, from their
 * coordinator; error 69 for a classic one. Always flexible.
 *
 * ```
 * request  [string group], i8 operations
 * answer   i32 throttle,
 *          [i16 error, string why, string group, string state, i32 epoch,
 *           i32 assignment epoch, string assignor, [MEMBER], i32 operations]
 * MEMBER   string member, string instance, string rack, i32 epoch,
 *          string client, string host, [string topic], string pattern,
 *          ASSIGNMENT, ASSIGNMENT wanted, v1: i8 type
 * ASSIGNMENT  [topic id 16 bytes, string topic, [i32 partition]]
 * ```
 */
export function describeConsumerGroupsRequest(
  groups: readonly string[],
  version: number,
): KafkaRequest<DescribedGroup[]> {
  const writer = new FormWriter(true);
  writer.list(groups, group => writer.text(group));
  return {
    api: DESCRIBE_CONSUMER_GROUPS,
    version,
    isFlexible: true,
    body: writer.int8(0).end().finish(),
    decode: payload => readAnswer(new FormReader(payload, true), version),
  };
}

async function readAnswer(
  reader: FormReader,
  version: number,
): Promise<DescribedGroup[]> {
  const groups: DescribedGroup[] = [];
  reader.int32();
  await reader.each(async () => {
    groups.push(await readGroup(reader, version));
  });
  return groups;
}

async function readGroup(
  reader: FormReader,
  version: number,
): Promise<DescribedGroup> {
  const errorCode = reader.int16();
  reader.text();
  const group = reader.text();
  const state = reader.text();
  const epoch = reader.int32();
  reader.int32();
  reader.text();
  const members: DescribedMember[] = [];
  await reader.each(() => {
    members.push(readMember(reader, version));
  });
  reader.int32();
  reader.end();
  return { group, errorCode, state, epoch, members };
}

function readMember(reader: FormReader, version: number): DescribedMember {
  const id = reader.text();
  reader.text();
  reader.text();
  reader.int32();
  const clientId = reader.text();
  const host = reader.text();
  reader.list(() => reader.text());
  reader.text();
  const assignments = readAssignment(reader);
  readAssignment(reader);
  if (version >= 1) reader.int8();
  reader.end();
  return { id, clientId, host, assignments };
}

function readAssignment(reader: FormReader): DescribedMember['assignments'] {
  const topics = reader.list(() => {
    reader.slice(16);
    const topic = reader.text();
    const partitions = reader.int32List();
    reader.end();
    return { topic, partitions };
  });
  reader.end();
  return topics;
}
