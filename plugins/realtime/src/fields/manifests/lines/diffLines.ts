import type { ManifestLine } from '@backstage-realtime/plugin-realtime-common';

/** A line of a comparison, with its number on each side where it stands; numbers begin at 1. */
export interface DiffRow {
  kind: 'same' | 'removed' | 'added';
  text: string;
  before?: number;
  after?: number;
  /** Only other field managers wrote it. */
  isOthers: boolean;
}

/**
 * The shortest way from one text to the other, line by line; what is removed
 * stands before what is added in its place. Takes lines × lines of work for
 * the part that differs, which the backend bounds to 2,000 lines a side.
 */
export function diffLines(
  before: readonly ManifestLine[],
  after: readonly ManifestLine[],
): DiffRow[] {
  const lengths = commonLengths(before, after);
  const rows: DiffRow[] = [];
  let [b, a] = [0, 0];
  while (b < before.length || a < after.length) {
    if (b < before.length && before[b].text === after[a]?.text)
      rows.push(same(after[a], ++b, ++a));
    else if (a >= after.length || lengths(b + 1, a) >= lengths(b, a + 1))
      rows.push(removed(before[b], ++b));
    else rows.push(added(after[a], ++a));
  }
  return rows;
}

/** Longest common subsequence of what is left from `b` and `a` on. */
function commonLengths(
  before: readonly ManifestLine[],
  after: readonly ManifestLine[],
): (b: number, a: number) => number {
  const width = after.length + 1;
  const table = new Uint16Array((before.length + 1) * width);
  for (let b = before.length - 1; b >= 0; b--)
    for (let a = after.length - 1; a >= 0; a--)
      table[b * width + a] =
        before[b].text === after[a].text
          ? table[(b + 1) * width + a + 1] + 1
          : Math.max(table[(b + 1) * width + a], table[b * width + a + 1]);
  return (b, a) =>
    b > before.length || a >= width ? -1 : table[b * width + a];
}

function same(line: ManifestLine, before: number, after: number): DiffRow {
  return { kind: 'same', ...read(line), before, after };
}

function removed(line: ManifestLine, before: number): DiffRow {
  return { kind: 'removed', ...read(line), before };
}

function added(line: ManifestLine, after: number): DiffRow {
  return { kind: 'added', ...read(line), after };
}

function read({ text, isOthers = false }: ManifestLine) {
  return { text, isOthers };
}
