/** One level of a path. `name` is in lower case; `member` and `element` match one kind of container only. */
export type PathSegment =
  | { kind: 'deep' }
  | { kind: 'any' }
  | { kind: 'any-element' }
  | { kind: 'element'; index: number }
  | { kind: 'name'; name: string; index?: number };

const PART = /\[\*\]|\[(\d{1,9})\]|\["((?:[^"\\]|\\.)*)"\]|([^.[\]]+)/gy;

/**
 * Reads a path such as `customer.email`, `**.password`, `items[*].price`,
 * `lines[0].*` or `meta["a.b"].ip`. `*` is one level of any kind, `**` any
 * number of levels including none, `[*]` any array element. Names are compared
 * without regard to case: masking `Email` too is a lesser harm than showing it.
 * undefined for a path that cannot be read.
 */
export function parsePath(path: string): PathSegment[] | undefined {
  const segments: PathSegment[] = [];
  PART.lastIndex = path.startsWith('$.') ? 2 : 0;
  while (PART.lastIndex < path.length) {
    const match = PART.exec(path);
    if (!match) return undefined;
    segments.push(toSegment(match));
    if (path[PART.lastIndex] === '.') {
      PART.lastIndex += 1;
      if (PART.lastIndex === path.length) return undefined;
    }
  }
  return segments.length > 0 ? segments : undefined;
}

function toSegment(match: RegExpExecArray): PathSegment {
  const [part, index, quoted, plain] = match;
  if (part === '[*]') return { kind: 'any-element' };
  if (index !== undefined) return { kind: 'element', index: Number(index) };
  if (quoted !== undefined) {
    return { kind: 'name', name: quoted.replace(/\\(.)/g, '$1').toLowerCase() };
  }
  if (plain === '**') return { kind: 'deep' };
  if (plain === '*') return { kind: 'any' };
  const segment: PathSegment = { kind: 'name', name: plain.toLowerCase() };
  return /^\d{1,9}$/.test(plain)
    ? { ...segment, index: Number(plain) }
    : segment;
}
