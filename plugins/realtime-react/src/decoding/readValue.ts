import type {
  Encoding,
  ViewedRecord,
} from '@backstage-realtime/plugin-realtime-common';
import { parseJsonTree } from './parseJsonTree';

/** A key or value as a page shows it. `text` of JSON is as it was written. @public */
export type ReadValue =
  | { kind: 'json'; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'bytes'; bytes: Uint8Array }
  | { kind: 'null' }
  | { kind: 'withheld' };

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Control characters other than tab, line feed and carriage return: not written by people. */
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

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
 * text; when it does not read as UTF-8, it is shown as bytes. @public
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
  if (encoding !== 'unknown' || isJson(text)) return { kind: 'json', text };
  return CONTROL.test(text) ? { kind: 'bytes', bytes } : { kind: 'text', text };
}

function isJson(text: string): boolean {
  return text !== '' && parseJsonTree(text) !== undefined;
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
