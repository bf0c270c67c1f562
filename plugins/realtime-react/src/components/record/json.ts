/**
 * JSON as a tree that keeps what `JSON.parse` loses: digits of numbers beyond
 * 2^53, the order of fields and doubled names.
 * @public
 */
export type JsonNode =
  | { type: 'object'; fields: Array<[name: string, node: JsonNode]> }
  | { type: 'array'; items: JsonNode[] }
  | { type: 'string'; text: string }
  | { type: 'number'; raw: string }
  | { type: 'literal'; text: 'true' | 'false' | 'null' };

/** Deeper values are shown as text: a page must not overflow its stack. */
const MAX_DEPTH = 64;

const SPACE = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const LITERAL = /true|false|null/y;
// eslint-disable-next-line no-control-regex -- JSON forbids raw control characters in strings
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;

class NotJson extends Error {}

/** Tree of a JSON text; undefined for a text that is not JSON or nested deeper than 64. @public */
export function parseJson(text: string): JsonNode | undefined {
  const reader = new Reader(text);
  try {
    const node = reader.value(0);
    return reader.isAtEnd() ? node : undefined;
  } catch (error) {
    if (error instanceof NotJson) return undefined;
    throw error;
  }
}

class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  isAtEnd(): boolean {
    this.match(SPACE);
    return this.at === this.text.length;
  }

  value(depth: number): JsonNode {
    if (depth > MAX_DEPTH) throw new NotJson();
    this.match(SPACE);
    const head = this.text[this.at];
    if (head === '{') return this.object(depth);
    if (head === '[') return this.array(depth);
    if (head === '"') return { type: 'string', text: this.string() };
    return this.scalar();
  }

  private scalar(): JsonNode {
    const literal = this.match(LITERAL);
    if (literal) {
      return { type: 'literal', text: literal as 'true' | 'false' | 'null' };
    }
    const raw = this.match(NUMBER);
    if (!raw) throw new NotJson();
    return { type: 'number', raw };
  }

  private object(depth: number): JsonNode {
    const fields: Array<[string, JsonNode]> = [];
    this.at += 1;
    if (this.take('}')) return { type: 'object', fields };
    do {
      this.match(SPACE);
      const name = this.string();
      if (!this.take(':')) throw new NotJson();
      fields.push([name, this.value(depth + 1)]);
    } while (this.take(','));
    if (!this.take('}')) throw new NotJson();
    return { type: 'object', fields };
  }

  private array(depth: number): JsonNode {
    const items: JsonNode[] = [];
    this.at += 1;
    if (this.take(']')) return { type: 'array', items };
    do items.push(this.value(depth + 1));
    while (this.take(','));
    if (!this.take(']')) throw new NotJson();
    return { type: 'array', items };
  }

  private string(): string {
    const quoted = this.match(STRING);
    if (!quoted) throw new NotJson();
    return JSON.parse(quoted) as string;
  }

  private take(sign: string): boolean {
    this.match(SPACE);
    if (this.text[this.at] !== sign) return false;
    this.at += 1;
    return true;
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found) this.at += found.length;
    return found;
  }
}

/** Node at a dotted path (`user.id`, `items.0.sku`); undefined when it is not there. @public */
export function findNode(root: JsonNode, path: string): JsonNode | undefined {
  let node: JsonNode | undefined = root;
  for (const part of path.split('.')) node = node && childOf(node, part);
  return node;
}

function childOf(node: JsonNode, part: string): JsonNode | undefined {
  if (node.type === 'array') return node.items[Number(part)];
  if (node.type !== 'object') return undefined;
  return node.fields.find(([name]) => name === part)?.[1];
}

/** A node on one line, as in a row: strings bare, the rest as JSON; cut after `limit` characters. @public */
export function toLine(node: JsonNode, limit = 400): string {
  if (node.type === 'string') return node.text.slice(0, limit);
  return writeJson(node, limit).slice(0, limit);
}

function writeJson(node: JsonNode, limit: number): string {
  if (node.type === 'string') return JSON.stringify(node.text.slice(0, limit));
  if (node.type === 'number') return node.raw;
  if (node.type === 'literal') return node.text;
  const isArray = node.type === 'array';
  const parts: Array<[string, JsonNode]> = isArray
    ? node.items.map(item => ['', item])
    : node.fields.map(([name, child]) => [`${JSON.stringify(name)}:`, child]);
  let text = isArray ? '[' : '{';
  for (const [head, child] of parts) {
    if (text.length > limit) return text;
    if (text.length > 1) text += ',';
    text += head + writeJson(child, limit);
  }
  return `${text}${isArray ? ']' : '}'}`;
}
