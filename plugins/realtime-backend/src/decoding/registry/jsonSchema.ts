import Ajv from 'ajv';
import type { DecodeResult } from '@backstage-realtime/plugin-realtime-node';
import { jsonDecoder } from '../decoders/json';
import type { CompiledSchema, RegisteredSchema } from './schema';

/**
 * JSON text behind the head of the wire format. A record that breaks its schema
 * is shown all the same, and the report says how. The check runs for an
 * inspected record only: it needs the text parsed.
 */
export function compileJsonSchema(
  registered: RegisteredSchema,
): CompiledSchema {
  let check: ((text: string) => string | undefined) | undefined;
  return {
    decoder: 'json-schema',
    decode: bytes => toJsonSchemaResult(jsonDecoder.decode(bytes, NO_CONTEXT)),
    violation: text => {
      check ??= buildCheck(registered);
      return check(text);
    },
  };
}

const NO_CONTEXT = { system: '', part: 'value' } as const;

function toJsonSchemaResult(
  result: DecodeResult | Promise<DecodeResult>,
): DecodeResult {
  if (result instanceof Promise) {
    return { outcome: 'failed', reason: 'not read at once' };
  }
  return result.outcome === 'decoded'
    ? { ...result, encoding: 'json-schema' }
    : { outcome: 'failed', reason: result.reason };
}

/** Patterns and formats are not checked: a regular expression from a registry may run for ever. */
function buildCheck(
  registered: RegisteredSchema,
): (text: string) => string | undefined {
  try {
    const ajv = new Ajv({
      strict: false,
      validateFormats: false,
      logger: false,
    });
    ajv.removeKeyword('pattern');
    ajv.removeKeyword('patternProperties');
    for (const { name, text } of registered.references) {
      ajv.addSchema(JSON.parse(text), name);
    }
    const validate = ajv.compile(JSON.parse(registered.text));
    return text =>
      validate(JSON.parse(text)) ? undefined : ajv.errorsText(validate.errors);
  } catch {
    return () => 'the schema itself cannot be read, so nothing was checked';
  }
}
