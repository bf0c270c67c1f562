import {
  MASK_TOKEN,
  type ViewedRecord,
} from '@backstage-realtime/plugin-realtime-common';
import type { JsonTree } from '../../decoding/parseJsonTree';
import { projectField } from '../../decoding/projectField';
import {
  plainText,
  readBytes,
  readKey,
  readValue,
} from '../../decoding/readValue';
import { toLine } from '../../decoding/toLine';

/** One token of a row's value: a field with its text, or a masked field. @public */
export type PreviewToken =
  | { kind: 'field'; name: string; text: string }
  | { kind: 'masked'; name: string };

/** What a row shows of a value. @public */
export type Preview =
  | { kind: 'tokens'; tokens: PreviewToken[] }
  | { kind: 'text'; text: string }
  | { kind: 'tombstone' }
  | { kind: 'withheld'; byteLength?: number }
  | { kind: 'undecoded'; bytes: Uint8Array; byteLength: number };

/** More fields than fit on the widest row. */
const MAX_TOKENS = 24;
const MAX_TEXT = 400;

/** Value of a row without its projected fields and without the field that repeats the key. @public */
export function previewOf(record: ViewedRecord, projected: string[]): Preview {
  const value = readValue(record);
  switch (value.kind) {
    case 'null':
      return { kind: 'tombstone' };
    case 'withheld':
      return { kind: 'withheld', byteLength: record.valueBytes };
    case 'bytes': {
      const byteLength = record.valueBytes ?? value.bytes.length;
      return { kind: 'undecoded', bytes: value.bytes, byteLength };
    }
    case 'text':
      return { kind: 'text', text: value.text.slice(0, MAX_TEXT) };
    default:
      return previewJson(value.tree, projected, keyText(record));
  }
}

function previewJson(
  root: JsonTree,
  projected: string[],
  key: string | undefined,
): Preview {
  if (root.kind !== 'object') return { kind: 'text', text: toLine(root) };
  const tokens = root.entries
    .filter(({ name }) => !projected.includes(name))
    .filter(({ value }) => !repeatsKey(value, key))
    .slice(0, MAX_TOKENS)
    .map(({ name, value }) => toToken(name, value));
  return { kind: 'tokens', tokens };
}

/** Shorter keys begin many a text by chance. */
const LONG_KEY = 8;

/** True for the field the key was taken from, whole or its first part. */
function repeatsKey(node: JsonTree, key: string | undefined): boolean {
  if (!key || isMasked(node)) return false;
  const text = toLine(node);
  return text === key || (key.length >= LONG_KEY && text.startsWith(key));
}

function toToken(name: string, node: JsonTree): PreviewToken {
  if (isMasked(node)) return { kind: 'masked', name };
  return { kind: 'field', name, text: toLine(node) };
}

/** True for a field the mask policy replaced. @public */
export function isMasked(node: JsonTree): boolean {
  return node.kind === 'string' && node.text === MASK_TOKEN;
}

/** Key on one line; undefined for null, withheld and bytes. @public */
export function keyText(record: ViewedRecord): string | undefined {
  return plainText(readKey(record));
}

/** Text of a projected field; undefined when the record does not have it. @public */
export function fieldText(
  record: ViewedRecord,
  path: string,
): string | undefined {
  const node = projectField(record, path);
  return node && toLine(node);
}

/** Text of the last header of this name: later ones win in Kafka's own tools. @public */
export function headerText(
  record: ViewedRecord,
  name: string,
): string | undefined {
  const header = [...record.headers].reverse().find(h => h.name === name);
  if (!header) return undefined;
  if (header.masked) return MASK_TOKEN;
  return plainText(readBytes('unknown', header.value)) ?? '';
}
