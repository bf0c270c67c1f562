import {
  BatchReader,
  writeHeaderBlock,
  type RecordHeader,
} from '@backstage-realtime/plugin-realtime-common';
import type { RecordBatch } from '@backstage-realtime/plugin-realtime-node';
import { compileFilter } from './filter/compileFilter';
import { RowWriter } from './RowWriter';
import { SegmentBuffers } from './SegmentBuffers';
import {
  aBatch,
  FILLER,
  type BatchOverrides,
  type TestRecord,
} from './testUtils/aBatch';
import { rawProjector } from './testUtils/rawProjector';

function aWriter(batchBytes = 1_000_000, memory?: SegmentBuffers) {
  const policy = {
    projector: rawProjector(),
    filter: compileFilter(undefined),
    batchBytes,
  };
  return new RowWriter(policy, memory);
}

function segmentOf(writer: RowWriter, batch: RecordBatch) {
  writer.write(batch, 0, batch.count, Infinity);
  return writer.encoder.finish(1, 1, 0);
}

function textOf(value: Uint8Array | null) {
  return value && Buffer.from(value).toString();
}

/** Records whose every part differs. */
function someRecords(count: number, valueBytes = 10): TestRecord[] {
  return Array.from({ length: count }, (_, i) => ({
    offset: BigInt(i),
    key: i % 3 === 0 ? null : `key ${i}`,
    value: i % 4 === 0 ? null : `${i}`.padEnd(valueBytes, '.'),
    headers: i % 2 === 0 ? [] : [{ name: `name ${i}`, value: Buffer.of(i) }],
  }));
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

  it.each([
    [0, 0],
    [1, 6],
    [5, 26],
    [5, 27],
    [6, 6],
    [300, 300],
  ])(
    'finds every part with %d bytes between parts and %d between records',
    (inside, before) => {
      const records = someRecords(30);
      const reader = roundTrip(records, { filler: { inside, before } });
      const rows = records.map((_, i) => reader.record(i));
      expect(rows.map(({ key }) => textOf(key))).toEqual(
        records.map(({ key }) => key),
      );
      expect(rows.map(({ value }) => textOf(value))).toEqual(
        records.map(({ value }) => value),
      );
      expect(rows.map(row => row.headers.map(({ name }) => name))).toEqual(
        records.map(row => (row.headers ?? []).map(({ name }) => name)),
      );
      expect(rows.map(({ valueBytes }) => valueBytes)).toEqual(
        records.map(({ value }) => value?.length),
      );
    },
  );

  it.each([
    [5, 27, 5],
    [6, 26, 0],
  ])(
    'leaves out what is no length: %d bytes between parts, %d between records',
    (inside, before, sentInside) => {
      const batch = aBatch(someRecords(30), { filler: { inside, before } });
      const { bytes } = segmentOf(aWriter(), batch).segment;
      const bodyStart = new DataView(bytes.buffer).getUint32(40, true);
      const sent = bytes.subarray(bodyStart).filter(byte => byte === FILLER);
      expect(sent).toHaveLength(30 * 2 * sentInside);
    },
  );

  it('sends a full segment from the memory it was written to, and writes over it when it is released', () => {
    const memory = new SegmentBuffers(20_000, 1);
    const writer = aWriter(20_000, memory);
    const batch = aBatch(someRecords(40, 600));
    const first = segmentOf(writer, batch);
    const second = segmentOf(writer, batch);
    expect(second.segment.bytes.buffer).not.toBe(first.segment.bytes.buffer);
    expect(second.segment.bytes).toEqual(first.segment.bytes);
    first.release?.();
    segmentOf(writer, batch);
    const fourth = segmentOf(writer, batch);
    expect(fourth.segment.bytes.buffer).toBe(first.segment.bytes.buffer);
    expect(fourth.segment.bytes).toEqual(second.segment.bytes);
  });

  it.each([
    ['a small segment', 1],
    ['one of very many partitions', 600],
  ])('gives %s memory of its own size', (_name, partitions) => {
    const writer = aWriter(20_000, new SegmentBuffers(20_000, 1));
    for (let partition = 0; partition < partitions; partition += 1) {
      const batch = aBatch(someRecords(1), { partition });
      writer.write(batch, 0, 1, Infinity);
    }
    const { segment, release } = writer.encoder.finish(1, 1, 0);
    expect(segment.bytes.buffer.byteLength).toBe(segment.bytes.length);
    expect(release).toBeUndefined();
    const reader = BatchReader.open(segment.bytes);
    expect(reader.positions()).toHaveLength(partitions);
    expect(reader.partition(partitions - 1)).toBe(partitions - 1);
  });

  it('sends a record larger than the memory, and does not keep what it took', () => {
    const writer = aWriter(20_000, new SegmentBuffers(20_000, 1));
    const large = segmentOf(writer, aBatch(someRecords(2, 90_000)));
    expect(textOf(BatchReader.open(large.segment.bytes).value(1))).toBe(
      '1'.padEnd(90_000, '.'),
    );
    large.release?.();
    const batch = aBatch(someRecords(40, 600));
    const others = [1, 2, 3].map(() => segmentOf(writer, batch).segment.bytes);
    expect(others.map(({ buffer }) => buffer)).not.toContain(
      large.segment.bytes.buffer,
    );
  });
});
