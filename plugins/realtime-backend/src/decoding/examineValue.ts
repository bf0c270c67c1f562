import type { DecodeAttempt } from '@backstage-realtime/plugin-realtime-common';
import {
  SCHEMA_CHECK,
  reportDecoding,
  withoutQuote,
  type Trial,
} from './report';
import type { SchemaRegistry } from './registry/SchemaRegistry';
import { schemaIdOf } from './registry/wireFormat';

/** What can be said of a value without saying what is in it. */
export interface ExaminedValue {
  /**
   * No decoder reads the bytes, or the one they look made for does not: then
   * with its name and what it says.
   */
  failure?: { decoder?: string; reason?: string };
  /** Of a value that begins with a schema id, where a registry is configured. */
  schema?: {
    id: number;
    /** `unknown`: the registry does not have it. `untold`: the registry did not say. */
    state: 'known' | 'unknown' | 'untold';
    /** The value breaks the schema it names. */
    isBroken: boolean;
  };
}

/** Examines values of one system or another. Never rejects. */
export interface ValueExaminer {
  examine(bytes: Uint8Array, system: string): Promise<ExaminedValue>;
}

/** These are tried on anything binary, so that one fails says only that the value is something else. */
const GUESSES: ReadonlySet<string> = new Set(['text', 'messagepack', 'cbor']);
const SCHEMAS: ReadonlySet<string> = new Set([
  'avro',
  'json-schema',
  'protobuf',
]);

/** Reads a value as the report of one record does, and keeps of it what quotes nothing. */
export async function examineValue(trial: Trial): Promise<ExaminedValue> {
  const { attempts, extraAttempts, result } = await reportDecoding(trial);
  const schema = schemaOf(trial, attempts);
  const failed = attempts.findIndex(isFailure);
  if (failed < 0 && result) return { schema };
  const isOthers = failed < extraAttempts;
  return { failure: toFailure(attempts[failed], isOthers), schema };
}

function isFailure({ outcome, decoder }: DecodeAttempt): boolean {
  return (
    outcome === 'failed' && decoder !== SCHEMA_CHECK && !GUESSES.has(decoder)
  );
}

/** A byte that our decoders quote is left out, and so is all that those of others say. */
function toFailure(
  attempt: DecodeAttempt | undefined,
  isOthers: boolean,
): NonNullable<ExaminedValue['failure']> {
  if (!attempt) return {};
  const { decoder, reason = '' } = attempt;
  return { decoder, reason: isOthers ? undefined : withoutQuote(reason) };
}

function schemaOf(
  { bytes, registry }: Trial,
  attempts: readonly DecodeAttempt[],
): ExaminedValue['schema'] {
  const id = registry && schemaIdOf(bytes, 0, bytes.length);
  if (registry === undefined || id === undefined) return undefined;
  const isAsked = attempts.some(
    ({ decoder }) => decoder === 'registry' || SCHEMAS.has(decoder),
  );
  if (!isAsked) return undefined;
  const isBroken = attempts.some(
    ({ decoder, outcome }) =>
      outcome === 'failed' &&
      (decoder === SCHEMA_CHECK || SCHEMAS.has(decoder)),
  );
  return { id, state: stateOf(registry, id), isBroken };
}

function stateOf(registry: SchemaRegistry, id: number) {
  const found = registry.lookup(id);
  if (found.ok) return 'known';
  return found.because === 'unknown' ? 'unknown' : 'untold';
}
