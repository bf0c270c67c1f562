import type { KafkaApi, KafkaRequest } from './KafkaRequest';
import { FormReader } from './FormReader';
import { FormWriter } from './FormWriter';

/** 4 brought the state, 5 the type. */
export const LIST_GROUPS: KafkaApi = {
  key: 16,
  name: 'ListGroups',
  versions: [5, 4, 1],
};

/** `state` and `type` are empty where the version does not tell. */
export interface ListedGroup {
  group: string;
  protocolType: string;
  state: string;
  type: string;
}

export interface ListedGroups {
  errorCode: number;
  groups: ListedGroup[];
}

/**
 * The groups one broker coordinates. Those the credential may not describe are
 * left out.
 *
 * ```
 * request  v4: [string state], v5: [string type]   (none: all)
 * answer   i32 throttle, i16 error,
 *          [string group, string protocol type, v4: string state, v5: string type]
 * v3+      flexible
 * ```
 */
export function listGroupsRequest(version: number): KafkaRequest<ListedGroups> {
  const isFlexible = version >= 3;
  const writer = new FormWriter(isFlexible);
  if (version >= 4) writer.list([], () => {});
  if (version >= 5) writer.list([], () => {});
  return {
    api: LIST_GROUPS,
    version,
    isFlexible,
    body: writer.end().finish(),
    decode: payload => readAnswer(new FormReader(payload, isFlexible), version),
  };
}

async function readAnswer(
  reader: FormReader,
  version: number,
): Promise<ListedGroups> {
  reader.int32();
  const errorCode = reader.int16();
  const groups: ListedGroup[] = [];
  await reader.each(() => {
    const group = reader.text();
    const protocolType = reader.text();
    const state = version >= 4 ? reader.text() : '';
    const type = version >= 5 ? reader.text() : '';
    reader.end();
    groups.push({ group, protocolType, state, type });
  });
  return { errorCode, groups };
}
