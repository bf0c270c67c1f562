import type {
  Encoding,
  ViewedRecord,
} from '@backstage-realtime/plugin-realtime-common';
import { parseJson, type JsonNode } from './json';

/**
 * A key or value as a page shows it. `bytes` with `isUndecoded` is a record no
 * decoder matched; `withheld` is kept back by the mask policy.
 * @public
 */
export type ReadPart =
  | { kind: 'null' }
  | { kind: 'withheld' }
  | { kind: 'json'; text: string; root: JsonNode }
  | { kind: 'text'; text: string }
  | { kind: 'bytes'; bytes: Uint8Array };

/** Longer texts are not parsed for a row: 256 kB of JSON takes longer than a paint. */
const MAX_PARSED_CHARACTERS = 262_144;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Control characters other than tab, line feed and carriage return mean binary. */
// eslint-disable-next-line no-control-regex -- looking for exactly these
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/;

/** Reads bytes as their encoding says; `unknown` tries JSON, then text. @public */
export function readPart(
  encoding: Encoding,
  bytes: Uint8Array | null,
): ReadPart {
  if (encoding === 'withheld') return { kind: 'withheld' };
  if (encoding === 'null' || bytes === null) return { kind: 'null' };
  if (encoding === 'bytes') return { kind: 'bytes', bytes };
  const text = decodeText(bytes);
  if (text === undefined) return { kind: 'bytes', bytes };
  if (encoding === 'unknown' && CONTROL.test(text)) {
    return { kind: 'bytes', bytes };
  }
  return encoding === 'text' ? { kind: 'text', text } : readText(text);
}

function readText(text: string): ReadPart {
  if (text.length > MAX_PARSED_CHARACTERS) return { kind: 'text', text };
  const root = parseJson(text);
  return root ? { kind: 'json', text, root } : { kind: 'text', text };
}

function decodeText(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

const values = new WeakMap<ViewedRecord, ReadPart>();

/** Value of a record, read once and kept as long as the record is. @public */
export function readValue(record: ViewedRecord): ReadPart {
  const known = values.get(record);
  if (known) return known;
  const part = readPart(record.valueEncoding, record.value);
  values.set(record, part);
  return part;
}

/** A part on one line; undefined for null, withheld and bytes. @public */
export function partText(part: ReadPart): string | undefined {
  if (part.kind === 'json') {
    return part.root.type === 'string' ? part.root.text : part.text;
  }
  return part.kind === 'text' ? part.text : undefined;
}
