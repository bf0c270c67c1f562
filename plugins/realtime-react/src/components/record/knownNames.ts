import type { ViewedRecord } from '@backstage-realtime/plugin-realtime-common';
import { readValue } from '../../decoding/readValue';
import type { RowWindow } from '../../store/StreamSnapshot';
import { fieldText } from './preview';

/** Names seen in the newest records. @public */
export interface KnownNames {
  /** Names of the first level of the value. */
  fields: string[];
  headers: string[];
}

/** Newest records looked at. */
const RECORDS = 50;

/** More names are no help in a menu. */
const MAX_NAMES = 64;

/** Newest records of a window, newest first. @public */
export function newestRecords(rows: RowWindow, limit: number): ViewedRecord[] {
  const records: ViewedRecord[] = [];
  for (let i = 0; i < rows.length && records.length < limit; i += 1) {
    const row = rows.at(i);
    if (row?.kind === 'record') records.push(row.record);
  }
  return records;
}

/** Fields and headers a reader can choose as columns or in a condition. @public */
export function knownNames(rows: RowWindow): KnownNames {
  const fields = new Set<string>();
  const headers = new Set<string>();
  for (const record of newestRecords(rows, RECORDS)) {
    const value = readValue(record);
    if (value.kind === 'json' && value.tree.kind === 'object') {
      value.tree.entries.forEach(({ name }) => fields.add(name));
    }
    record.headers.forEach(header => headers.add(header.name));
  }
  return {
    fields: [...fields].slice(0, MAX_NAMES),
    headers: [...headers].slice(0, MAX_NAMES),
  };
}

/** Numbers of one field over the newest records, oldest first; undefined where it is missing or no number. @public */
export function fieldSeries(
  rows: RowWindow,
  path: string,
  limit = 60,
): Array<number | undefined> {
  return newestRecords(rows, limit)
    .map(record => Number(fieldText(record, path) ?? NaN))
    .map(number => (Number.isFinite(number) ? number : undefined))
    .reverse();
}
