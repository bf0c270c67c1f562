import {
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  stringify,
} from 'yaml';

/** A line of YAML, and the field it belongs to: `['spec', 'topics', 0, 'name']`. @public */
export interface YamlLine {
  text: string;
  path: readonly (string | number)[];
}

/**
 * An object as lines of YAML, keys in order, so that two of them can be
 * compared line by line whoever wrote them. Lines of a longer text belong to
 * the field it begins in.
 * @public
 */
export function toYamlLines(value: object): YamlLine[] {
  const text = stringify(value, {
    lineWidth: 0,
    version: '1.1',
    sortMapEntries: true,
    aliasDuplicateObjects: false,
  });
  const counter = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: counter,
    version: '1.1',
  });
  const paths = new Map<number, YamlLine['path']>();
  markLines(document.contents, [], (offset, path) =>
    paths.set(counter.linePos(offset).line, path),
  );
  let path: YamlLine['path'] = [];
  return text
    .trimEnd()
    .split('\n')
    .map((line, index) => {
      path = paths.get(index + 1) ?? path;
      return { text: line, path };
    });
}

type Mark = (offset: number, path: YamlLine['path']) => void;

/** Tells where each field begins; what begins last on a line has it. */
function markLines(node: unknown, path: YamlLine['path'], mark: Mark): void {
  if (isMap(node))
    for (const { key, value } of node.items) {
      if (!isScalar(key)) continue;
      const below = [...path, String(key.value)];
      if (key.range) mark(key.range[0], below);
      markLines(value, below, mark);
    }
  if (isSeq(node))
    node.items.forEach((item, index) => {
      const below = [...path, index];
      const { range } = item as { range?: [number, number, number] | null };
      if (range) mark(range[0], below);
      markLines(item, below, mark);
    });
}
