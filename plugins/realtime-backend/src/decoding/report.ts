import type { DecodeAttempt } from '@backstage-realtime/plugin-realtime-common';
import type {
  DecodeResult,
  RecordDecoder,
} from '@backstage-realtime/plugin-realtime-node';
import { cborDecoder } from './decoders/cbor';
import { jsonDecoder } from './decoders/json';
import { messagePackDecoder } from './decoders/messagepack';
import { textDecoder } from './decoders/text';
import { toAttempt, type ExtraDecoders } from './ExtraDecoders';
import type { SchemaRegistry } from './registry/SchemaRegistry';
import { schemaIdOf, WIRE_HEAD_BYTES } from './registry/wireFormat';

type Decoded = Extract<DecodeResult, { outcome: 'decoded' }>;

/** Name under which a record that breaks its schema is reported. */
export const SCHEMA_CHECK = 'schema check';

/** Every decoder tried in order, up to the first that reads the bytes. */
export interface DecodeReport {
  attempts: DecodeAttempt[];
  /** How many of them, from the front, are of decoders that modules added. */
  extraAttempts: number;
  result?: Decoded;
  /** Set when a decoder of a module won. */
  extra?: Decoded;
}

/** What one key or value is tried with. */
export interface Trial {
  bytes: Uint8Array;
  part: 'key' | 'value';
  system: string;
  extras: ExtraDecoders;
  registry?: SchemaRegistry;
}

const BUILT_IN: RecordDecoder[] = [
  jsonDecoder,
  textDecoder,
  messagePackDecoder,
  cborDecoder,
];

/** Tries modules' decoders, then the registry, then the built-in decoders, in the order the rows use. */
export async function reportDecoding(trial: Trial): Promise<DecodeReport> {
  const { bytes, part, system, extras } = trial;
  const { result: extra, attempts } = await extras.decode(bytes, {
    system,
    part,
  });
  const extraAttempts = attempts.length;
  const result =
    extra ??
    (await tryRegistry(trial, attempts)) ??
    (await tryBuiltIn(trial, attempts));
  return { attempts, extraAttempts, result, extra };
}

/** A reason of a built-in decoder without the one byte it may quote; they quote in these words only. */
export function withoutQuote(reason: string): string {
  return reason.replace(
    /(unexpected byte|after the integer) (0x[0-9a-f]{2}|\d+)/,
    '$1',
  );
}

async function tryBuiltIn(
  { bytes, part, system }: Trial,
  attempts: DecodeAttempt[],
): Promise<Decoded | undefined> {
  for (const decoder of BUILT_IN) {
    const result = await decoder.decode(bytes, { system, part });
    attempts.push(toAttempt(decoder.name, result));
    if (result.outcome === 'decoded') return result;
  }
  return undefined;
}

async function tryRegistry(
  trial: Trial,
  attempts: DecodeAttempt[],
): Promise<Decoded | undefined> {
  const { bytes, registry, system } = trial;
  const refuse = (reason: string) => {
    attempts.push({ decoder: 'registry', outcome: 'refused', reason });
    return undefined;
  };
  const id = schemaIdOf(bytes, 0, bytes.length);
  if (id === undefined) {
    return refuse('does not begin with byte 0x00 and a schema id');
  }
  if (!registry) {
    return refuse(`may have schema id ${id}, but ${system} has no registry`);
  }
  if (registry.needsLoad(id)) await registry.load([id]);
  return trySchema(bytes, id, registry, attempts);
}

function trySchema(
  bytes: Uint8Array,
  id: number,
  registry: SchemaRegistry,
  attempts: DecodeAttempt[],
): Decoded | undefined {
  const found = registry.lookup(id);
  if (!found.ok) {
    const { reason } = found;
    attempts.push({ decoder: 'registry', outcome: 'failed', reason });
    return undefined;
  }
  const { schema } = found;
  const result = schema.decode(bytes.subarray(WIRE_HEAD_BYTES));
  attempts.push(toAttempt(schema.decoder, result));
  if (result.outcome !== 'decoded') return undefined;
  const reason = schema.violation?.(result.text);
  if (reason) {
    attempts.push({ decoder: SCHEMA_CHECK, outcome: 'failed', reason });
  }
  return { ...result, schemaId: id };
}
