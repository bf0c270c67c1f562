import { Type, type Schema } from 'avsc';
import { parseJson } from './messages';
import type { PipelineNames } from './topics';

/** How the messages of one kind stand in Kafka; over MQTT and WebSockets they are JSON. */
interface ValueFormat {
  /** `raw`: the JSON it was read from, which travels on where JSON is written. */
  write(message: object, raw?: Buffer): Buffer;
  /** undefined for bytes that are not of this format. */
  read(bytes: Buffer | null): unknown;
}

export interface ValueFormats {
  pings: ValueFormat;
  pongs: ValueFormat;
}

/** Formats as a pipeline asks for; Avro is registered first. Throws when the registry refuses. */
export async function openFormats(
  { encoding = 'json', pingTopic, pongTopic }: PipelineNames,
  registryUrl: string | undefined,
): Promise<ValueFormats> {
  if (encoding === 'json') return { pings: JSON_FORMAT, pongs: JSON_FORMAT };
  if (!registryUrl) throw new Error('Avro needs a schema registry.');
  // One topic that takes both has a subject for each.
  const isShared = pingTopic === pongTopic;
  const subjectOf = (topic: string, kind: string) =>
    isShared ? `${topic}-${kind}` : `${topic}-value`;
  const open = (topic: string, schema: RecordSchema) =>
    openAvro(registryUrl, subjectOf(topic, schema.name), schema);
  return {
    pings: await open(pingTopic, PING_SCHEMA),
    pongs: await open(pongTopic, PONG_SCHEMA),
  };
}

const JSON_FORMAT: ValueFormat = {
  write: (message, raw) => raw ?? Buffer.from(JSON.stringify(message)),
  read: parseJson,
};

interface RecordSchema {
  type: 'record';
  name: string;
  fields: { name: string; type: string }[];
}

const PING_SCHEMA = recordOf(
  'Ping',
  ['messageId', 'content', 'clientIp', 'region', 'gateway'],
  ['timestamp'],
);

const PONG_SCHEMA = recordOf(
  'Pong',
  ['messageId', 'originalContent', 'response', 'clientIp', 'region'],
  ['pingTimestamp', 'pongTimestamp', 'processingTimeMs'],
);

function recordOf(
  name: string,
  texts: string[],
  numbers: string[],
): RecordSchema {
  const fields = [
    ...texts.map(each => ({ name: each, type: 'string' })),
    ...numbers.map(each => ({ name: each, type: 'long' })),
  ];
  return { type: 'record', name, fields };
}

/** A zero byte and the id of the schema stand before each message. */
const HEAD_BYTES = 5;
const REGISTER_MS = 10_000;

async function openAvro(
  registryUrl: string,
  subject: string,
  schema: RecordSchema,
): Promise<ValueFormat> {
  const type = Type.forSchema(schema as Schema);
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt32BE(await register(registryUrl, subject, schema), 1);
  return {
    write: message => Buffer.concat([head, type.toBuffer(message)]),
    read: bytes =>
      bytes?.subarray(0, HEAD_BYTES).equals(head)
        ? decode(type, bytes.subarray(HEAD_BYTES))
        : undefined,
  };
}

function decode(type: Type, bytes: Buffer): unknown {
  try {
    return type.fromBuffer(bytes);
  } catch {
    return undefined;
  }
}

async function register(
  registryUrl: string,
  subject: string,
  schema: RecordSchema,
): Promise<number> {
  const path = `/subjects/${encodeURIComponent(subject)}/versions`;
  const response = await fetch(`${registryUrl}${path}`, {
    method: 'POST',
    body: JSON.stringify({ schema: JSON.stringify(schema) }),
    signal: AbortSignal.timeout(REGISTER_MS),
  });
  const { id, message } = (await response.json()) as {
    id: number;
    message?: string;
  };
  if (!response.ok) throw new Error(`The schema registry refuses: ${message}`);
  return id;
}
