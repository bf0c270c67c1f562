import type {
  Encoding,
  ViewedRecord,
} from '@backstage-realtime/plugin-realtime-common';
import { parseJsonTree, type JsonTree } from './parseJsonTree';

/**
 * A key or value as a page shows it. `text` of JSON is as it was written, `tree`
 * what it holds. `bytes` is what no decoder matched; `withheld` is kept back by
 * the mask policy.
 * @public
 */
export type ReadValue =
  | { kind: 'json'; text: string; tree: JsonTree }
  | { kind: 'text'; text: string }
  | { kind: 'bytes'; bytes: Uint8Array }
  | { kind: 'null' }
  | { kind: 'withheld' };

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Control characters other than tab, line feed and carriage return: not written by people. */
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/** Longer texts stay text: 256 kB of JSON takes longer to read than a paint. */
const MAX_JSON_CHARACTERS = 262_144;

const values = new WeakMap<ViewedRecord, ReadValue>();
const keys = new WeakMap<ViewedRecord, ReadValue>();

/** The value of a record, read when it is first asked for and then remembered. @public */
export function readValue(record: ViewedRecord): ReadValue {
  return remember(values, record, () =>
    readBytes(record.valueEncoding, record.value),
  );
}

/** The key of a record; see {@link readValue}. @public */
export function readKey(record: ViewedRecord): ReadValue {
  return remember(keys, record, () =>
    readBytes(record.keyEncoding, record.key),
  );
}

/**
 * Bytes nobody looked at are JSON if they are JSON as a whole, text if they are
 * UTF-8 without control characters, else bytes. What the server decoded came as
 * text; when it does not read as UTF-8, it is shown as bytes. JSON beyond 256 kB
 * stays text. @public
 */
export function readBytes(
  encoding: Encoding,
  bytes: Uint8Array | null,
): ReadValue {
  if (encoding === 'withheld') return { kind: 'withheld' };
  if (encoding === 'null' || bytes === null) return { kind: 'null' };
  if (encoding === 'bytes') return { kind: 'bytes', bytes };
  const text = decodeUtf8(bytes);
  if (text === undefined) return { kind: 'bytes', bytes };
  if (encoding === 'text') return { kind: 'text', text };
  const tree = readTree(text);
  if (tree) return { kind: 'json', text, tree };
  const isBinary = encoding === 'unknown' && CONTROL.test(text);
  return isBinary ? { kind: 'bytes', bytes } : { kind: 'text', text };
}

function readTree(text: string): JsonTree | undefined {
  return text.length > MAX_JSON_CHARACTERS ? undefined : parseJsonTree(text);
}

/** A key or value as text, a JSON string without its quotes; undefined for null, withheld and bytes. @public */
export function plainText(value: ReadValue): string | undefined {
  if (value.kind === 'json') {
    return value.tree.kind === 'string' ? value.tree.text : value.text;
  }
  return value.kind === 'text' ? value.text : undefined;
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch (error) {
    if (error instanceof Error && error.name === 'TypeError') return undefined;
    throw error;
  }
}

function remember(
  cache: WeakMap<ViewedRecord, ReadValue>,
  record: ViewedRecord,
  read: () => ReadValue,
): ReadValue {
  const known = cache.get(record);
  if (known) return known;
  const value = read();
  cache.set(record, value);
  return value;
}
