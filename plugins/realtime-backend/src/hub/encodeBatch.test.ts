import {
  BatchReader,
  writeHeaderBlock,
  type RecordHeader,
} from '@backstage-realtime/plugin-realtime-common';
import { compileFilter } from './filter/compileFilter';
import { RowWriter } from './RowWriter';
import {
  aBatch,
  type BatchOverrides,
  type TestRecord,
} from './testUtils/aBatch';
import { rawProjector } from './testUtils/rawProjector';

function aWriter(batchBytes = 1_000_000) {
  return new RowWriter({
    projector: rawProjector(),
    filter: compileFilter(undefined),
    batchBytes,
  });
}

function roundTrip(records: TestRecord[], overrides: BatchOverrides = {}) {
  const batch = aBatch(records, overrides);
  const writer = aWriter();
  writer.write(batch, 0, batch.count, Infinity);
  return BatchReader.open(writer.encoder.finish(7, 9, 123.5).segment.bytes);
}

describe('encodeBatch', () => {
  const headers: RecordHeader[] = [
    { name: 'trace', value: Buffer.from('abc') },
    { name: 'trace', value: null },
    { name: 'secret', value: null, masked: true },
  ];

  it.each<[string, TestRecord]>([
    ['plain', { offset: 0n, key: 'k', value: '{"a":1}' }],
    ['null key and value', { offset: 5n, key: null, value: null }],
    ['empty key and value', { offset: 5n, key: '', value: '' }],
    ['headers', { offset: 1n, key: 'k', value: 'v', headers }],
    ['invalid UTF-8', { offset: 1n, value: Uint8Array.of(0xff, 0xc0, 0) }],
    ['an offset below 2^32', { offset: 2n ** 32n - 1n }],
    ['an offset above 2^32', { offset: 2n ** 32n + 3n }],
    ['the largest offset', { offset: 2n ** 63n - 1n }],
    [
      'a value larger than the buffers',
      { offset: 0n, value: 'x'.repeat(300_000) },
    ],
  ])('is read back as written: %s', (_name, record) => {
    const reader = roundTrip([record], {
      partition: 3,
      timestampType: 'append',
    });
    const row = reader.record(0);
    const bytes = (value: string | Uint8Array | null) =>
      value === null ? null : Buffer.from(value as string);
    expect(row).toMatchObject({
      partition: 3,
      offset: `${record.offset}`,
      timestampType: 'append',
      maskedFields: 0,
    });
    expect(row.key && Buffer.from(row.key)).toEqual(bytes(record.key ?? null));
    expect(row.value && Buffer.from(row.value)).toEqual(
      bytes(
        record.value === undefined ? `value ${record.offset}` : record.value,
      ),
    );
    expect(Buffer.from(writeHeaderBlock(row.headers))).toEqual(
      Buffer.from(writeHeaderBlock(record.headers ?? [])),
    );
  });

  it('carries offsets over 2^32 inside one batch', () => {
    const base = 2n ** 32n - 2n;
    const reader = roundTrip(
      [0n, 1n, 2n, 9n].map(delta => ({ offset: base + delta })),
    );
    expect([0, 1, 2, 3].map(i => reader.offset(i))).toEqual(
      [0n, 1n, 2n, 9n].map(delta => `${base + delta}`),
    );
    expect(reader.positions()).toEqual([
      { partition: 0, next: `${base + 10n}` },
    ]);
  });

  it('says channel, sequence, time and counts in its head', () => {
    const reader = roundTrip([{ offset: 1n }, { offset: 2n }]);
    expect(reader).toMatchObject({
      channel: 7,
      sequence: 9,
      encodedAtMs: 123.5,
      count: 2,
      seen: 2,
      filtered: 0,
      sampled: 0,
    });
  });

  it('cuts at batchBytes and goes on with the next record and an empty segment', () => {
    const batch = aBatch(
      Array.from({ length: 10 }, (_, i) => ({
        offset: BigInt(i),
        value: 'x'.repeat(50),
      })),
    );
    const writer = aWriter(200);
    const seen: string[] = [];
    for (let i = 0; i < batch.count;) {
      i = writer.write(batch, i, batch.count, Infinity);
      const reader = BatchReader.open(
        writer.encoder.finish(1, 1, 0).segment.bytes,
      );
      expect(reader.positions()).toEqual([{ partition: 0, next: `${i}` }]);
      for (let row = 0; row < reader.count; row++)
        seen.push(reader.offset(row));
    }
    expect(seen).toEqual(Array.from({ length: 10 }, (_, i) => `${i}`));
    expect(writer.encoder.hasNews).toBe(false);
  });
});
