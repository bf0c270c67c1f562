import type { ViewedRecord } from '@backstage-realtime/plugin-realtime-common';
import type { JsonTree } from './parseJsonTree';
import { readValue } from './readValue';

/**
 * The part of a record's JSON value at a dotted path (`user.id`, `items.0.sku`);
 * undefined when the value is not JSON or has nothing there. Of a name that
 * occurs twice the last counts, as in `JSON.parse`. @public
 */
export function projectField(
  record: ViewedRecord,
  path: string,
): JsonTree | undefined {
  const value = readValue(record);
  if (value.kind !== 'json') return undefined;
  return path.split('.').reduce<JsonTree | undefined>(step, value.tree);
}

function step(tree: JsonTree | undefined, name: string): JsonTree | undefined {
  if (tree?.kind === 'object')
    return tree.entries.findLast(entry => entry.name === name)?.value;
  if (tree?.kind === 'array')
    return /^\d{1,9}$/.test(name) ? tree.items[Number(name)] : undefined;
  return undefined;
}

/** What a table cell or a plot shows of a leaf: its text as written; undefined for objects and arrays. @public */
export function leafText(tree: JsonTree): string | undefined {
  switch (tree.kind) {
    case 'string':
    case 'number':
      return tree.text;
    case 'boolean':
      return String(tree.value);
    case 'null':
      return 'null';
    default:
      return undefined;
  }
}
