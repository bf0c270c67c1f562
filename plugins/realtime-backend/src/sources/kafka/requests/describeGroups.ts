import type { KafkaApi, KafkaRequest } from './KafkaRequest';
import type { DescribedGroup, DescribedMember } from './describedGroup';
import { FormReader } from './FormReader';
import { FormWriter } from './FormWriter';
import { MalformedAnswerError, WireReader } from './WireReader';

export const DESCRIBE_GROUPS: KafkaApi = {
  key: 15,
  name: 'DescribeGroups',
  versions: [6, 5, 1],
};

const CONSUMER = 'consumer';

/**
 * State and members of classic groups, from their coordinator. A group it does
 * not know is `Dead` (with an error from version 6 on), and so is one of the
 * newer consumer protocol.
 *
 * ```
 * request  [string group], v3: i8 operations
 * answer   i32 throttle,
 *          [i16 error, v6: string why, string group, string state,
 *           string protocol type, string protocol,
 *           [string member, v4: string instance, string client, string host,
 *            bytes metadata, bytes assignment], v3: i32 operations]
 * v5+      flexible
 * ```
 */
export function describeGroupsRequest(
  groups: readonly string[],
  version: number,
): KafkaRequest<DescribedGroup[]> {
  const isFlexible = version >= 5;
  const writer = new FormWriter(isFlexible);
  writer.list(groups, group => writer.text(group));
  if (version >= 3) writer.int8(0);
  return {
    api: DESCRIBE_GROUPS,
    version,
    isFlexible,
    body: writer.end().finish(),
    decode: payload => readAnswer(new FormReader(payload, isFlexible), version),
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
  if (version >= 6) reader.text();
  const group = reader.text();
  const state = reader.text();
  const isConsumer = reader.text() === CONSUMER;
  reader.text();
  const members: DescribedMember[] = [];
  await reader.each(() => {
    members.push(readMember(reader, version, isConsumer));
  });
  if (version >= 3) reader.int32();
  reader.end();
  return { group, errorCode, state, epoch: -1, members };
}

function readMember(
  reader: FormReader,
  version: number,
  isConsumer: boolean,
): DescribedMember {
  const id = reader.text();
  if (version >= 4) reader.text();
  const clientId = reader.text();
  const host = reader.text();
  reader.blob();
  const assignment = reader.blob();
  reader.end();
  const assignments = isConsumer ? readAssignment(assignment) : [];
  return { id, clientId, host, assignments };
}

/**
 * `i16 version, [string topic, [i32 partition]], bytes of the user`, written by
 * the client that leads the group: one that cannot be read is no assignment.
 */
function readAssignment(bytes: Uint8Array): DescribedMember['assignments'] {
  if (bytes.length === 0) return [];
  const reader = new WireReader(bytes);
  try {
    reader.int16();
    return reader.array(() => ({
      topic: reader.string(),
      partitions: reader.array(() => reader.int32()),
    }));
  } catch (error) {
    if (error instanceof MalformedAnswerError) return [];
    throw error;
  }
}
