/**
 * JSON as it was written: numbers keep all their digits, names their order, and
 * names that occur twice stay two entries. `JSON.parse` loses each of these.
 * @public
 */
export type JsonTree =
  | { kind: 'object'; entries: Array<{ name: string; value: JsonTree }> }
  | { kind: 'array'; items: JsonTree[] }
  | { kind: 'string'; text: string }
  | { kind: 'number'; text: string }
  | { kind: 'boolean'; value: boolean }
  | { kind: 'null' };

/** Deepest nesting that is read; deeper text is not taken for JSON. @public */
export const MAX_JSON_DEPTH = 128;

/** RFC 8259, section 6. */
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** Section 7: everything up to the closing quote; control characters must be escaped. */
// eslint-disable-next-line no-control-regex
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;

const SPACE = /[ \t\n\r]*/y;

class NotJson extends Error {}

interface Cursor {
  readonly text: string;
  at: number;
}

/** The tree of one JSON text; undefined for text that is not JSON or is nested deeper than {@link MAX_JSON_DEPTH}. @public */
export function parseJsonTree(text: string): JsonTree | undefined {
  const cursor = { text, at: 0 };
  try {
    const tree = readValue(cursor, 0);
    return cursor.at === text.length ? tree : undefined;
  } catch (error) {
    if (error instanceof NotJson) return undefined;
    throw error;
  }
}

function readValue(cursor: Cursor, depth: number): JsonTree {
  if (depth > MAX_JSON_DEPTH) throw new NotJson();
  match(cursor, SPACE);
  const tree = readBare(cursor, depth);
  match(cursor, SPACE);
  return tree;
}

function readBare(cursor: Cursor, depth: number): JsonTree {
  switch (cursor.text[cursor.at]) {
    case '{':
      return {
        kind: 'object',
        entries: readList(cursor, '}', () => readEntry(cursor, depth + 1)),
      };
    case '[':
      return {
        kind: 'array',
        items: readList(cursor, ']', () => readValue(cursor, depth + 1)),
      };
    case '"':
      return { kind: 'string', text: readString(cursor) };
    default:
      return readWord(cursor);
  }
}

function readWord(cursor: Cursor): JsonTree {
  if (takeWord(cursor, 'true')) return { kind: 'boolean', value: true };
  if (takeWord(cursor, 'false')) return { kind: 'boolean', value: false };
  if (takeWord(cursor, 'null')) return { kind: 'null' };
  return { kind: 'number', text: match(cursor, NUMBER) };
}

function readEntry(
  cursor: Cursor,
  depth: number,
): { name: string; value: JsonTree } {
  match(cursor, SPACE);
  const name = readString(cursor);
  match(cursor, SPACE);
  take(cursor, ':');
  return { name, value: readValue(cursor, depth) };
}

/** A list with its opening bracket under the cursor. */
function readList<T>(cursor: Cursor, close: string, readItem: () => T): T[] {
  cursor.at += 1;
  match(cursor, SPACE);
  const items: T[] = [];
  if (cursor.text[cursor.at] !== close) {
    items.push(readItem());
    while (cursor.text[cursor.at] === ',') {
      cursor.at += 1;
      items.push(readItem());
    }
  }
  take(cursor, close);
  return items;
}

function readString(cursor: Cursor): string {
  const literal = match(cursor, STRING);
  return literal.includes('\\') ? JSON.parse(literal) : literal.slice(1, -1);
}

function takeWord(cursor: Cursor, word: string): boolean {
  if (!cursor.text.startsWith(word, cursor.at)) return false;
  cursor.at += word.length;
  return true;
}

function take(cursor: Cursor, expected: string): void {
  if (cursor.text[cursor.at] !== expected) throw new NotJson();
  cursor.at += 1;
}

function match(cursor: Cursor, pattern: RegExp): string {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text);
  if (!found) throw new NotJson();
  cursor.at = pattern.lastIndex;
  return found[0];
}
