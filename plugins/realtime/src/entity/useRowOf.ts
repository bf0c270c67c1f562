import type { Row, RowWindow } from '@backstage-realtime/plugin-realtime-react';
import { useRef } from 'react';
import type { RecordPlace } from '../address/address';

export type RecordRow = Extract<Row, { kind: 'record' }>;

/** What was looked through for one place. */
interface Search {
  place: RecordPlace;
  /** Newest row that was looked at; those below it need no second look. */
  newestId?: string;
  found?: RecordRow;
}

/**
 * The row at a place while the window holds it. Every row is looked at once:
 * the window may take in thousands of rows a second, and a record that is not
 * or no longer in it would be looked for through all of them at each render.
 */
export function useRowOf(
  rows: RowWindow,
  place: RecordPlace | undefined,
): RecordRow | undefined {
  const ref = useRef<Search>();
  if (!place) return undefined;
  const known = ref.current;
  const search: Search =
    known && isSame(known.place, place) ? known : { place };
  ref.current = search;
  if (search.found && rows.indexOf(search.found.id) >= 0) return search.found;
  search.found = findNewer(rows, search);
  search.newestId = rows.at(0)?.id;
  return search.found;
}

function findNewer(
  rows: RowWindow,
  { place, newestId }: Search,
): RecordRow | undefined {
  const seen = newestId === undefined ? -1 : rows.indexOf(newestId);
  const end = seen < 0 ? rows.length : seen;
  for (let i = 0; i < end; i += 1) {
    const row = rows.at(i);
    if (row?.kind === 'record' && isSame(row.record, place)) return row;
  }
  return undefined;
}

function isSame(a: RecordPlace, b: RecordPlace): boolean {
  return a.partition === b.partition && a.offset === b.offset;
}
