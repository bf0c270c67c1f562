import type { JsonTree } from './parseJsonTree';

/** Fields, or items by their number; none of a scalar. */
export function entriesOf(
  tree: JsonTree,
): Array<{ name: string; value: JsonTree }> {
  if (tree.kind === 'object') return tree.entries;
  if (tree.kind !== 'array') return [];
  return tree.items.map((value, i) => ({ name: String(i), value }));
}

/** A tree on one line, as in a row: strings bare, the rest as JSON; cut after `limit` characters. */
export function toLine(tree: JsonTree, limit = 400): string {
  if (tree.kind === 'string') return tree.text.slice(0, limit);
  return writeJson(tree, limit).slice(0, limit);
}

/** Stops early once it is longer than the limit, so that a large value costs no more than a row. */
function writeJson(tree: JsonTree, limit: number): string {
  switch (tree.kind) {
    case 'string':
      return JSON.stringify(tree.text.slice(0, limit));
    case 'number':
      return tree.text;
    case 'boolean':
      return String(tree.value);
    case 'null':
      return 'null';
    case 'array':
      return `[${writeList(tree.items, limit, item => writeJson(item, limit))}]`;
    default:
      return `{${writeList(
        tree.entries,
        limit,
        ({ name, value }) =>
          `${JSON.stringify(name)}:${writeJson(value, limit)}`,
      )}}`;
  }
}

function writeList<T>(
  list: T[],
  limit: number,
  write: (item: T) => string,
): string {
  let text = '';
  for (const item of list) {
    if (text.length > limit) return text;
    text += (text && ',') + write(item);
  }
  return text;
}
