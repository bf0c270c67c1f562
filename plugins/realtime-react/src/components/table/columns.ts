import type { CSSProperties } from 'react';
import type { RowWindow } from '../../store/StreamSnapshot';

/** A column the reader added: a field of the value, or a header. @public */
export interface ExtraColumn {
  source: 'value' | 'header';
  /** Dotted path, or name of the header. */
  name: string;
}

/** More added columns leave no room for the value. @public */
export const MAX_EXTRA_COLUMNS = 4;

/** Columns left and right of the value, in order. */
export interface ColumnPlan {
  fields: ExtraColumn[];
  headers: ExtraColumn[];
  /** CSS grid tracks of every row and of the head. */
  template: string;
  /** Columns in all, for readers. */
  count: number;
}

const TIME = '92px';
const KEY = 'minmax(72px, 110px)';
const FIELD = 'minmax(64px, 92px)';
const VALUE = 'minmax(120px, 4fr)';
const HEADER = 'minmax(64px, 92px)';

/** Places of the columns: time, position, key, fields, value, headers. */
export function planColumns(
  extra: ExtraColumn[],
  longestOffset = 8,
): ColumnPlan {
  const fields = extra.filter(c => c.source === 'value');
  const headers = extra.filter(c => c.source === 'header');
  const tracks = [
    TIME,
    positionTrack(longestOffset),
    KEY,
    ...fields.map(() => FIELD),
    VALUE,
    ...headers.map(() => HEADER),
  ];
  return { fields, headers, template: tracks.join(' '), count: tracks.length };
}

/** As a variable, so that a narrow view may have columns of its own. */
export function templateStyle({ template }: ColumnPlan): CSSProperties {
  return { '--rt-columns': template } as CSSProperties;
}

/** Offsets are never cut: digits, their groups and the partition, at 7.5 px a sign. */
function positionTrack(digits: number): string {
  const signs = digits + Math.floor((digits - 1) / 3) + 6;
  return `${Math.max(108, Math.ceil(signs * 7.5))}px`;
}

/** Newest rows looked at for the width of the offsets. */
const MEASURED_ROWS = 50;

/** Most digits of the newest offsets, rounded up so that the width seldom moves. */
export function longestOffsetOf(rows: RowWindow): number {
  let longest = 8;
  for (let i = 0; i < Math.min(rows.length, MEASURED_ROWS); i += 1) {
    const row = rows.at(i);
    if (row?.kind === 'record') {
      longest = Math.max(longest, row.record.offset.length);
    }
  }
  return longest;
}
