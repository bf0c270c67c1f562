import type { Gap } from '@backstage-realtime/plugin-realtime-common';
import { toOffset } from '@backstage-realtime/plugin-realtime-common';
import { aBatch, aRecord } from '../testUtils/buildBatch';
import { aGap } from '../testUtils/scenario';
import type { RowWindow } from './StreamSnapshot';
import { WindowBuilder } from './WindowBuilder';

const BOUNDS = { maxRows: 5, maxBytes: 1_000_000 };

function flood(builder: WindowBuilder, first: number, count: number) {
  const records = Array.from({ length: count }, (_, i) =>
    aRecord({ offset: first + i }),
  );
  builder.appendBatch(aBatch(records));
}

function lose(builder: WindowBuilder, gap: Partial<Gap>, atMs = 1) {
  builder.appendRow(id => ({ kind: 'gap', id, atMs, gap: aGap(gap) }));
}

function kinds(rows: RowWindow): string[] {
  return Array.from({ length: rows.length }, (_, i) => `${rows.at(i)?.kind}`);
}

function gapsOf(rows: RowWindow): Gap[] {
  return Array.from({ length: rows.length }, (_, i) => rows.at(i)).flatMap(
    row => (row?.kind === 'gap' ? [row.gap] : []),
  );
}

describe('a gap in the window', () => {
  it('stays below the oldest row when the records that came after it fill the window', () => {
    const builder = WindowBuilder.create(BOUNDS);
    flood(builder, 0, 3);
    lose(builder, { partition: 0, count: 20_000, reason: 'lapped' });
    flood(builder, 20_003, 4);
    expect(kinds(builder.build())).toEqual([...Array(4).fill('record'), 'gap']);
    expect(builder.build().gapsBefore).toBe(0);
    flood(builder, 20_007, 40);
    const rows = builder.build();
    expect(kinds(rows)).toEqual([...Array(5).fill('record'), 'gap']);
    expect(rows.at(5)).toMatchObject({ gap: { count: 20_000 } });
    expect(rows.gapsBefore).toBe(1);
    expect(rows.at(6)).toBeUndefined();
  });

  it('is one row a partition and reason then, with the whole range and the exact count', () => {
    const builder = WindowBuilder.create(BOUNDS);
    const lapped = (first: number, last: number, count: number) =>
      lose(builder, {
        partition: 1,
        firstOffset: toOffset(first),
        lastOffset: toOffset(last),
        count,
        reason: 'lapped',
      });
    lapped(10, 19, 10);
    lapped(40, 44, 5);
    lose(builder, { partition: 1, count: 2, reason: 'hidden' });
    lose(builder, { partition: 2, count: undefined, reason: 'lapped' });
    flood(builder, 100, 9);
    expect(gapsOf(builder.build())).toEqual([
      expect.objectContaining({ partition: 2, count: undefined }),
      expect.objectContaining({ partition: 1, count: 2, reason: 'hidden' }),
      expect.objectContaining({
        partition: 1,
        firstOffset: '10',
        lastOffset: '44',
        count: 15,
      }),
    ]);
  });

  it('keeps its place by its id while rows come in above', () => {
    const builder = WindowBuilder.create(BOUNDS);
    lose(builder, { partition: 3 });
    flood(builder, 0, 6);
    const before = builder.build();
    const row = before.at(5);
    flood(builder, 6, 3);
    const after = builder.build();
    expect(row?.kind).toBe('gap');
    expect(row && after.indexOf(row.id)).toBe(5);
    expect(after.at(5)).toBe(row);
    expect(after.indexOf('gap-9-lapped')).toBe(-1);
  });

  it('of the partitions that lost something, the latest 100 keep a row', () => {
    const builder = WindowBuilder.create(BOUNDS);
    for (let partition = 0; partition < 120; partition++)
      lose(builder, { partition });
    flood(builder, 0, 5);
    const gaps = gapsOf(builder.build());
    expect(gaps).toHaveLength(100);
    expect(gaps[0].partition).toBe(119);
    expect(gaps.at(-1)?.partition).toBe(20);
  });

  it('counts no bytes once it left, and a note leaves for good', () => {
    const builder = WindowBuilder.create(BOUNDS);
    lose(builder, {});
    builder.appendRow(id => ({
      kind: 'note',
      id,
      atMs: 1,
      note: { kind: 'topic-recreated' },
    }));
    flood(builder, 0, 5);
    const size = aBatch(
      Array.from({ length: 5 }, (_, i) => aRecord({ offset: i })),
    ).byteLength;
    expect(builder.build().bytes).toBe(size);
    expect(kinds(builder.build())).toEqual([...Array(5).fill('record'), 'gap']);
  });
});
