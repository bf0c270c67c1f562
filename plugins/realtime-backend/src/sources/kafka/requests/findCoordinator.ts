import type { KafkaApi, KafkaRequest } from './KafkaRequest';
import { FormReader } from './FormReader';
import { FormWriter } from './FormWriter';

/** 4 asks for many groups at once. */
export const FIND_COORDINATOR: KafkaApi = {
  key: 10,
  name: 'FindCoordinator',
  versions: [4, 1],
};

const GROUP = 0;

/** `broker` is -1 when there is none. */
export interface CoordinatorAnswer {
  group: string;
  errorCode: number;
  broker: number;
}

/**
 * The brokers that answer for groups. Version 1 takes exactly one group.
 *
 * ```
 * request v1  string group, i8 type (0)
 *         v4  i8 type (0), [string group]
 * answer  v1  i32 throttle, i16 error, string why, i32 node, string host, i32 port
 *         v4  i32 throttle, [string group, i32 node, string host, i32 port,
 *                            i16 error, string why]
 * v3+         flexible
 * ```
 */
export function findCoordinatorRequest(
  groups: readonly string[],
  version: number,
): KafkaRequest<CoordinatorAnswer[]> {
  const isFlexible = version >= 3;
  return {
    api: FIND_COORDINATOR,
    version,
    isFlexible,
    body: writeBody(groups, version),
    decode: payload => {
      const reader = new FormReader(payload, isFlexible);
      reader.int32();
      return version >= 4
        ? reader.list(() => readEntry(reader))
        : [readOne(reader, groups[0])];
    },
  };
}

function writeBody(groups: readonly string[], version: number): Buffer {
  const writer = new FormWriter(version >= 3);
  if (version < 4) return writer.text(groups[0]).int8(GROUP).end().finish();
  writer.int8(GROUP).list(groups, group => writer.text(group));
  return writer.end().finish();
}

function readEntry(reader: FormReader): CoordinatorAnswer {
  const group = reader.text();
  const broker = reader.int32();
  reader.text();
  reader.int32();
  const errorCode = reader.int16();
  reader.text();
  reader.end();
  return { group, errorCode, broker };
}

function readOne(reader: FormReader, group: string): CoordinatorAnswer {
  const errorCode = reader.int16();
  reader.text();
  return { group, errorCode, broker: reader.int32() };
}
