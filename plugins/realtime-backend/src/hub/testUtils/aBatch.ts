import {
  writeHeaderBlock,
  type RecordHeader,
} from '@backstage-realtime/plugin-realtime-common';
import {
  INDEX,
  INDEX_STRIDE,
  type RecordBatch,
} from '@backstage-realtime/plugin-realtime-node';

/** A record as a test writes it. */
export interface TestRecord {
  offset: bigint;
  key?: string | Uint8Array | null;
  value?: string | Uint8Array | null;
  headers?: RecordHeader[];
  timestampMs?: number;
}

/** What a test may set about a batch; the rest follows from its records. */
export type BatchOverrides = Partial<
  Pick<
    RecordBatch,
    'partition' | 'nextOffset' | 'low' | 'high' | 'timestampType'
  >
> & {
  /** Filler where a source puts lengths: bytes between the parts of a record, and in front of a record. */
  filler?: { inside: number; before: number };
};

/** What filler is made of. */
export const FILLER = 0xee;

/** A batch whose slab holds the records one after the other. */
export function aBatch(
  records: TestRecord[],
  { filler = { inside: 0, before: 0 }, ...overrides }: BatchOverrides = {},
): RecordBatch {
  const baseOffset = records[0]?.offset ?? 0n;
  const index = new Int32Array(records.length * INDEX_STRIDE);
  const chunks: Uint8Array[] = [];
  const place = { at: 0, filler };
  records.forEach((record, i) =>
    writeRecord(record, i * INDEX_STRIDE, baseOffset, index, chunks, place),
  );
  const nextOffset =
    overrides.nextOffset ?? (records.at(-1)?.offset ?? -1n) + 1n;
  return {
    partition: 0,
    count: records.length,
    slab: Uint8Array.from(Buffer.concat(chunks)),
    index,
    baseOffset,
    timestampsMs: Float64Array.from(
      records,
      ({ timestampMs }) => timestampMs ?? 1_700_000_000_000,
    ),
    timestampType: 'create',
    nextOffset,
    low: 0n,
    high: nextOffset,
    receivedAtMs: 1_700_000_000_000,
    ...overrides,
  };
}

function writeRecord(
  record: TestRecord,
  at: number,
  baseOffset: bigint,
  index: Int32Array,
  chunks: Uint8Array[],
  place: { at: number; filler: { inside: number; before: number } },
): void {
  const headers = record.headers ?? [];
  index[at + INDEX.offsetDelta] = Number(record.offset - baseOffset);
  index[at + INDEX.headerCount] = headers.length;
  const parts = [
    [INDEX.keyStart, toBytes(record.key ?? null)],
    [
      INDEX.valueStart,
      toBytes(
        record.value === undefined ? `value ${record.offset}` : record.value,
      ),
    ],
    [INDEX.headersStart, writeHeaderBlock(headers)],
  ] as const;
  for (const [column, bytes] of parts) {
    const { before, inside } = place.filler;
    const filler = column === INDEX.keyStart ? before : inside;
    chunks.push(Buffer.alloc(filler, FILLER));
    place.at += filler;
    index[at + column] = place.at;
    index[at + column + 1] = bytes === null ? -1 : bytes.length;
    if (bytes) chunks.push(bytes);
    place.at += bytes?.length ?? 0;
  }
}

function toBytes(value: string | Uint8Array | null): Uint8Array | null {
  return typeof value === 'string' ? Buffer.from(value) : value;
}
