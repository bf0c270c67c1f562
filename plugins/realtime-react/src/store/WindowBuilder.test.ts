import { BatchReader } from '@backstage-realtime/plugin-realtime-common';
import type { RowWindow } from './StreamSnapshot';
import { aBatch, aRecord, buildBatch } from '../testUtils/buildBatch';
import { WindowBuilder } from './WindowBuilder';

function records(first: number, count: number, value = 'x') {
  return Array.from({ length: count }, (_, i) =>
    aRecord({ offset: first + i, value }),
  );
}

function offsets(rows: RowWindow): string[] {
  return Array.from({ length: rows.length }, (_, i) => {
    const row = rows.at(i);
    return row?.kind === 'record' ? row.record.offset : `${row?.kind}`;
  });
}

describe('the window', () => {
  it.each([
    { appended: 0, shown: 0, oldest: undefined },
    { appended: 1, shown: 1, oldest: '0' },
    { appended: 9, shown: 9, oldest: '0' },
    { appended: 10, shown: 10, oldest: '0' },
    { appended: 11, shown: 10, oldest: '1' },
    { appended: 95, shown: 10, oldest: '85' },
  ])(
    'shows $shown of $appended rows under a bound of 10',
    ({ appended, shown, oldest }) => {
      const builder = WindowBuilder.create({
        maxRows: 10,
        maxBytes: 1_000_000,
      });
      for (let i = 0; i < appended; i++)
        builder.appendBatch(aBatch(records(i, 1)));
      const rows = builder.build();
      expect(rows.length).toBe(shown);
      expect(offsets(rows).at(-1)).toBe(oldest);
      expect(rows.at(-1)).toBeUndefined();
      expect(rows.at(shown)).toBeUndefined();
    },
  );

  it('hides the rows over the bound of the batch at its border', () => {
    const builder = WindowBuilder.create({ maxRows: 5, maxBytes: 1_000_000 });
    builder.appendBatch(aBatch(records(0, 4)));
    builder.appendBatch(aBatch(records(4, 3)));
    expect(offsets(builder.build())).toEqual(['6', '5', '4', '3', '2']);
  });

  it('stays within its bytes to the byte, and drops the oldest batch at one more', () => {
    const size = aBatch(records(0, 2)).byteLength;
    const builder = WindowBuilder.create({ maxRows: 100, maxBytes: 2 * size });
    builder.appendBatch(aBatch(records(0, 2)));
    builder.appendBatch(aBatch(records(2, 2)));
    expect(builder.build()).toMatchObject({ length: 4, bytes: 2 * size });
    builder.appendBatch(aBatch(records(4, 1)));
    expect(offsets(builder.build())).toEqual(['4', '3', '2']);
    expect(builder.build().bytes).toBeLessThanOrEqual(2 * size);
  });

  it('keeps the newest rows of a batch that is larger than the whole window', () => {
    const builder = WindowBuilder.create({ maxRows: 100, maxBytes: 10_000 });
    builder.appendBatch(aBatch(records(0, 64, 'y'.repeat(1_000))));
    const rows = builder.build();
    expect(rows.bytes).toBeLessThanOrEqual(10_000);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.at(0)).toMatchObject({ record: { offset: '63' } });
  });

  it('copies a small rest of a large batch, so that its buffer can go', () => {
    const builder = WindowBuilder.create({ maxRows: 17, maxBytes: 1_000_000 });
    builder.appendBatch(aBatch(records(0, 16, 'y'.repeat(1_000))));
    const whole = builder.build().bytes;
    builder.appendBatch(aBatch(records(16, 15)));
    builder.appendBatch(aBatch(records(31, 1)));
    const rows = builder.build();
    expect(rows.bytes).toBeLessThan(whole / 2);
    const oldest = rows.at(16);
    expect(oldest).toMatchObject({ record: { offset: '15' } });
    const value = oldest?.kind === 'record' ? oldest.record.value : null;
    expect(value?.buffer.byteLength).toBe(1_000);
  });

  it('gives a row the same id, place and object until it leaves', () => {
    const builder = WindowBuilder.create({ maxRows: 3, maxBytes: 1_000_000 });
    builder.appendBatch(aBatch(records(0, 2)));
    const before = builder.build();
    const row = before.at(0);
    builder.appendBatch(aBatch(records(2, 2)));
    const after = builder.build();
    expect(row && after.indexOf(row.id)).toBe(2);
    expect(after.at(2)).toBe(row);
    expect(before.at(0)).toBe(row);
    builder.appendBatch(aBatch(records(4, 1)));
    expect(row && builder.build().indexOf(row.id)).toBe(-1);
  });

  it.each([
    '',
    'row-',
    'row-x',
    'row--1',
    'row-1.5',
    'row-99',
    'line-0',
    'row-00',
  ])('knows no row %p', id => {
    const builder = WindowBuilder.create();
    builder.appendBatch(aBatch(records(0, 1)));
    expect(builder.build().indexOf(id)).toBe(-1);
  });

  it('shows only the selected records of a batch, and nothing of a batch without any', () => {
    const builder = WindowBuilder.create();
    builder.appendBatch(aBatch(records(0, 4)), Int32Array.of(1, 3));
    const rows = builder.build();
    builder.appendBatch(aBatch(records(0, 4)), Int32Array.of());
    expect(offsets(rows)).toEqual(['3', '1']);
    expect(builder.build()).toBe(rows);
  });

  it('shows a record whose lengths reach past its batch in its place, without its bytes', () => {
    const bytes = buildBatch(records(0, 2, 'abc'));
    new DataView(bytes.buffer).setInt32(48 + 16 + 48 + 32, 5_000, true);
    const builder = WindowBuilder.create();
    builder.appendBatch(BatchReader.open(bytes));
    expect(builder.build().at(0)).toMatchObject({
      record: { offset: '1', valueEncoding: 'bytes', headers: [] },
    });
    expect(builder.build().at(1)).toMatchObject({ record: { offset: '0' } });
  });
});
