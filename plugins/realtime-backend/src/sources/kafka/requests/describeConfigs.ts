import type { KafkaApi, KafkaRequest } from './KafkaRequest';
import { FormReader } from './FormReader';
import { FormWriter } from './FormWriter';

export const DESCRIBE_CONFIGS: KafkaApi = {
  key: 32,
  name: 'DescribeConfigs',
  versions: [4, 1],
};

const TOPIC = 2;

/** Who set a value: 1 the topic, 2–4 a broker, 5 the default. */
const SOURCES = new Map([
  [1, 'topic'],
  [2, 'broker'],
  [3, 'broker'],
  [4, 'broker'],
  [5, 'default'],
] as const);

export interface ConfigEntry {
  name: string;
  value: string;
  source: 'topic' | 'broker' | 'default' | 'unknown';
}

export interface TopicConfigAnswer {
  topic: string;
  errorCode: number;
  entries: ConfigEntry[];
}

/**
 * Named settings of many topics, from any broker.
 *
 * ```
 * request  [i8 type (2), string topic, [string key]], i8 synonyms, v3: i8 texts
 * answer   i32 throttle,
 *          [i16 error, string why, i8 type, string topic,
 *           [string key, string value, i8 read only, i8 source, i8 sensitive,
 *            [string key, string value, i8 source], v3: i8 type, string text]]
 * v4+      flexible
 * ```
 */
export function describeConfigsRequest(
  topics: readonly string[],
  keys: readonly string[],
  version: number,
): KafkaRequest<TopicConfigAnswer[]> {
  const isFlexible = version >= 4;
  return {
    api: DESCRIBE_CONFIGS,
    version,
    isFlexible,
    body: writeBody(topics, keys, version),
    decode: payload => readAnswer(new FormReader(payload, isFlexible), version),
  };
}

function writeBody(
  topics: readonly string[],
  keys: readonly string[],
  version: number,
): Buffer {
  const isFlexible = version >= 4;
  const writer = new FormWriter(isFlexible);
  const names = writeNames(keys, isFlexible);
  writer.list(topics, topic => {
    writer.int8(TOPIC).text(topic).raw(names).end();
  });
  writer.int8(0);
  if (version >= 3) writer.int8(0);
  return writer.end().finish();
}

/** The same for every topic, so it is written once. */
function writeNames(keys: readonly string[], isFlexible: boolean): Buffer {
  const writer = new FormWriter(isFlexible);
  return writer.list(keys, key => writer.text(key)).finish();
}

async function readAnswer(
  reader: FormReader,
  version: number,
): Promise<TopicConfigAnswer[]> {
  const topics: TopicConfigAnswer[] = [];
  const readEntries = entriesReader(reader, version);
  reader.int32();
  await reader.each(() => {
    const errorCode = reader.int16();
    reader.text();
    reader.int8();
    const topic = reader.text();
    const entries = readEntries();
    reader.end();
    topics.push({ topic, errorCode, entries });
  });
  return topics;
}

/** Most topics are set alike: settings of the same bytes as those of the topic before are the same list. */
function entriesReader(reader: FormReader, version: number) {
  let bytes = new Uint8Array();
  let entries: ConfigEntry[] = [];
  return (): ConfigEntry[] => {
    if (reader.skipSame(bytes)) return entries;
    const from = reader.position;
    entries = reader.list(() => readEntry(reader, version));
    bytes = reader.since(from);
    return entries;
  };
}

function readEntry(reader: FormReader, version: number): ConfigEntry {
  const name = reader.text();
  const value = reader.text();
  reader.int8();
  const source = SOURCES.get(reader.int8() as 1) ?? 'unknown';
  reader.int8();
  reader.list(() => {
    reader.text();
    reader.text();
    reader.int8();
    reader.end();
  });
  if (version >= 3) {
    reader.int8();
    reader.text();
  }
  reader.end();
  return { name, value, source };
}
