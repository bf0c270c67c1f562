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

const TIME = '112px';
const POSITION = '140px';
const KEY = 'minmax(72px, 130px)';
const FIELD = 'minmax(64px, 110px)';
const VALUE = 'minmax(120px, 1fr)';
const HEADER = 'minmax(64px, 110px)';

/** Places of the columns: time, position, key, fields, value, headers. */
export function planColumns(extra: ExtraColumn[]): ColumnPlan {
  const fields = extra.filter(c => c.source === 'value');
  const headers = extra.filter(c => c.source === 'header');
  const tracks = [
    TIME,
    POSITION,
    KEY,
    ...fields.map(() => FIELD),
    VALUE,
    ...headers.map(() => HEADER),
  ];
  return { fields, headers, template: tracks.join(' '), count: tracks.length };
}
