import type { DiffRow } from './diffLines';

/** Unchanged lines that stay beside a change, so that one sees where it is. */
const CONTEXT = 3;

/** Fewer unchanged lines than this are shown: a fold takes a line itself. */
const MIN_FOLD = 3;

/** Lines in a row: shown, or unchanged ones that are folded. */
export type Hunk =
  | { kind: 'lines'; rows: DiffRow[] }
  | { kind: 'fold'; rows: DiffRow[]; others: number };

/** Folds what is unchanged and far from every change; the heading of the object stays. */
export function foldRows(rows: readonly DiffRow[]): Hunk[] {
  const hunks: Hunk[] = [];
  for (const run of toRuns(rows)) {
    const last = hunks.at(-1);
    if (run.isNear || run.rows.length < MIN_FOLD) {
      if (last?.kind === 'lines') last.rows.push(...run.rows);
      else hunks.push({ kind: 'lines', rows: [...run.rows] });
    } else {
      const others = run.rows.filter(({ isOthers }) => isOthers).length;
      hunks.push({ kind: 'fold', rows: run.rows, others });
    }
  }
  return hunks;
}

interface Run {
  isNear: boolean;
  rows: DiffRow[];
}

/** Alternately lines near a change, and lines that are not. */
function toRuns(rows: readonly DiffRow[]): Run[] {
  const near = new Set<number>();
  rows.forEach(({ kind }, index) => {
    if (kind === 'same') return;
    for (let at = index - CONTEXT; at <= index + CONTEXT; at++) near.add(at);
  });
  const runs: Run[] = [];
  rows.forEach((row, index) => {
    const isNear = near.has(index);
    const last = runs.at(-1);
    if (last?.isNear === isNear) last.rows.push(row);
    else runs.push({ isNear, rows: [row] });
  });
  return runs;
}
