import {
  BatchFormatError,
  type BatchReader,
  type ViewedRecord,
} from '@backstage-realtime/plugin-realtime-common';
import type { Row } from './StreamSnapshot';

/**
 * Rows that came together, oldest first. Rows are numbered from the beginning of
 * the stream; `first` is the number of the first one that is still shown.
 */
export interface Chunk {
  first: number;
  length: number;
  /** A gap or a note: something that happened, and no record. */
  isEvent?: boolean;
  /** Memory the chunk keeps alive, in bytes, however few of its rows are shown. */
  bytes: number;
  /** Row `first + i`, the same object each time. Throws BatchFormatError for bytes that do not fit. */
  row(i: number): Row;
  /** The same rows without the oldest `count`. */
  withoutOldest(count: number): Chunk;
}

/** What a row costs besides its bytes: the object a page made of it. */
const ROW_OVERHEAD_BYTES = 200;

/** Below this share of its batch a rest is copied, so that a few rows do not keep a large buffer. */
const COPY_BELOW = 1 / 8;

export function toRowId(number: number): string {
  return `row-${number}`;
}

/** A gap or note: one row, made at once. */
export function chunkOfRow(first: number, make: (id: string) => Row): Chunk {
  const row = make(toRowId(first));
  const chunk: Chunk = {
    first,
    length: 1,
    isEvent: true,
    bytes: ROW_OVERHEAD_BYTES,
    row: () => row,
    withoutOldest: () => chunk,
  };
  return chunk;
}

/** Records of a batch, kept as a reference; a record becomes an object when it is first asked for. */
export function chunkOfBatch(
  first: number,
  batch: BatchReader,
  rows?: Int32Array,
): Chunk {
  const length = rows ? rows.length : batch.count;
  return partOfBatch({ batch, rows, made: [], length }, first, 0);
}

interface SharedBatch {
  batch: BatchReader;
  rows?: Int32Array;
  /** Rows made so far, by position; shared by all parts so that rows keep their identity. */
  made: Row[];
  length: number;
}

function partOfBatch(
  shared: SharedBatch,
  first: number,
  skipped: number,
): Chunk {
  const length = shared.length - skipped;
  const row = (i: number) =>
    (shared.made[skipped + i] ??= makeRow(shared, skipped + i, first + i));
  return {
    first,
    length,
    bytes: shared.batch.byteLength,
    row,
    withoutOldest: count =>
      length - count < shared.length * COPY_BELOW
        ? copyRows(
            first + count,
            Array.from({ length: length - count }, (_, i) => row(count + i)),
          )
        : partOfBatch(shared, first + count, skipped + count),
  };
}

function makeRow(
  { batch, rows }: SharedBatch,
  position: number,
  number: number,
): Row {
  return {
    kind: 'record',
    id: toRowId(number),
    record: readRecord(batch, rows ? rows[position] : position),
  };
}

/** A record whose lengths reach past its batch keeps its place and loses its bytes; a row must not break the page. */
function readRecord(batch: BatchReader, i: number): ViewedRecord {
  try {
    return batch.record(i);
  } catch (error) {
    if (!(error instanceof BatchFormatError)) throw error;
    return {
      partition: batch.partition(i),
      offset: batch.offset(i),
      timestampMs: batch.timestampMs(i),
      timestampType: 'received',
      keyEncoding: 'bytes',
      key: null,
      valueEncoding: 'bytes',
      value: new Uint8Array(0),
      maskedFields: 0,
      headers: [],
    };
  }
}

/** A record read anew after the copy would be another object, so the copies are made now and kept. */
function copyRows(first: number, rows: Row[]): Chunk {
  const copies = rows.map(row =>
    row.kind === 'record' ? { ...row, record: copyRecord(row.record) } : row,
  );
  return partOfCopies(copies, first);
}

function partOfCopies(rows: Row[], first: number): Chunk {
  return {
    first,
    length: rows.length,
    bytes: rows.reduce((sum, row) => sum + bytesOf(row), 0),
    row: i => rows[i],
    withoutOldest: count => partOfCopies(rows.slice(count), first + count),
  };
}

function copyRecord(record: ViewedRecord): ViewedRecord {
  return {
    ...record,
    key: record.key && record.key.slice(),
    value: record.value && record.value.slice(),
    headers: record.headers.map(header => ({
      ...header,
      value: header.value && header.value.slice(),
    })),
  };
}

function bytesOf(row: Row): number {
  if (row.kind !== 'record') return ROW_OVERHEAD_BYTES;
  const { key, value, headers } = row.record;
  const parts = [key, value, ...headers.map(header => header.value)];
  return parts.reduce(
    (sum, part) => sum + (part?.length ?? 0),
    ROW_OVERHEAD_BYTES,
  );
}
