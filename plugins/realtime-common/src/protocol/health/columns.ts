import type { Missing, Reading } from '../../model/health/reading';
import { known } from '../../model/health/reading';

/** One field of one row; a reason stands where a reading has no value. @public */
export type PackedCell =
  string | number | boolean | null | { missing: Missing };

/**
 * One field of all rows. With `runs`, cell `i` stands for `runs[i]` rows in a
 * row; without, for one. A column that is left out holds nothing but null.
 * @public
 */
export interface PackedColumn {
  cells: PackedCell[];
  runs?: number[];
}

/** Rows by column: nothing is named twice, and what stays equal is said once. @public */
export interface PackedTable {
  rows: number;
  columns: Record<string, PackedColumn>;
}

/** How a row is taken apart, by name of the column. */
export type CellsOf<T> = Readonly<
  Record<string, (row: T, index: number) => PackedCell>
>;

/** Takes rows apart into columns; stops after each, as there may be ten thousand rows. */
export function* packTable<T>(
  rows: readonly T[],
  cellsOf: CellsOf<T>,
): Generator<void, PackedTable> {
  const columns: Record<string, PackedColumn> = {};
  for (const [name, cellOf] of Object.entries(cellsOf)) {
    const column = packColumn(rows.map(cellOf));
    if (column) columns[name] = column;
    yield;
  }
  return { rows: rows.length, columns };
}

/** Puts rows together again; `cell` reads a column of the row at hand. */
export function unpackTable<T>(
  { rows, columns }: PackedTable,
  toRow: (cell: (column: string) => PackedCell, index: number) => T,
): T[] {
  const whole = new Map(
    Object.entries(columns).map(([name, column]) => [
      name,
      unpackColumn(column),
    ]),
  );
  return Array.from({ length: rows }, (_, index) =>
    toRow(column => whole.get(column)?.[index] ?? null, index),
  );
}

/** A reading as a cell: its value, or why there is none. */
export function toCell<T>(
  reading: Reading<T>,
  write: (value: T) => PackedCell,
): PackedCell {
  return reading.known ? write(reading.value) : { missing: reading.missing };
}

/** A cell as a reading. */
export function fromCell<T>(
  cell: PackedCell,
  read: (cell: PackedCell) => T,
): Reading<T> {
  return isMissing(cell)
    ? { known: false, missing: cell.missing }
    : known(read(cell));
}

/** Whether the cell holds a reason. */
export function isMissing(cell: PackedCell): cell is { missing: Missing } {
  return typeof cell === 'object' && cell !== null;
}

/** Undefined for nothing but null. Runs only where they are shorter than the cells. */
function packColumn(cells: PackedCell[]): PackedColumn | undefined {
  const kept: PackedCell[] = [];
  const runs: number[] = [];
  for (const cell of cells) {
    const last = kept.length - 1;
    if (last >= 0 && isEqual(kept[last], cell)) runs[last] += 1;
    else {
      kept.push(cell);
      runs.push(1);
    }
  }
  if (kept.length === 0 || (kept.length === 1 && kept[0] === null))
    return undefined;
  return kept.length > cells.length / 2 ? { cells } : { cells: kept, runs };
}

/** Whether two cells say the same. */
export function isEqual(a: PackedCell, b: PackedCell): boolean {
  if (a === b) return true;
  return (
    isMissing(a) && isMissing(b) && JSON.stringify(a) === JSON.stringify(b)
  );
}

function unpackColumn({ cells, runs }: PackedColumn): PackedCell[] {
  return runs
    ? cells.flatMap((cell, i) => new Array<PackedCell>(runs[i]).fill(cell))
    : cells;
}
