import type { Verdict } from '@backstage-realtime/plugin-realtime-common';
import { heatCells, MAX_CELLS, stripCounts } from './heat';

const partitions = (count: number, bad: Record<number, Verdict> = {}) =>
  Array.from({ length: count }, (_, partition) => ({
    partition,
    verdict: bad[partition] ?? ('ok' as const),
  }));

describe('heat strip', () => {
  it.each([
    [0, 0],
    [1, 1],
    [MAX_CELLS, MAX_CELLS],
    [MAX_CELLS + 1, MAX_CELLS],
    [10_000, MAX_CELLS],
  ])('draws %s partitions as %s cells', (count, cells) => {
    expect(heatCells(partitions(count))).toHaveLength(cells);
  });

  it.each([25, 49, 96, 997, 10_000])(
    'covers each of %s partitions exactly once, in order',
    count => {
      const cells = heatCells(partitions(count));
      expect(cells[0].first).toBe(0);
      expect(cells[cells.length - 1].last).toBe(count - 1);
      cells.slice(1).forEach((cell, i) => {
        expect(cell.first).toBe(cells[i].last + 1);
      });
    },
  );

  it('shows one bad partition among thousands', () => {
    const cells = heatCells(partitions(10_000, { 4_711: 'critical' }));
    const found = cells.filter(cell => cell.verdict !== 'ok');
    expect(found).toHaveLength(1);
    expect(found[0].first).toBeLessThanOrEqual(4_711);
    expect(found[0].last).toBeGreaterThanOrEqual(4_711);
  });

  it('lets a warning win over what cannot be read', () => {
    const [cell] = heatCells(
      partitions(1, { 0: 'unknown' }).concat(partitions(1, { 0: 'warning' })),
    ).filter(c => c.verdict === 'warning');
    expect(cell).toBeDefined();
  });

  it('counts findings apart from what cannot be read', () => {
    const counts = stripCounts(
      partitions(96, { 1: 'warning', 2: 'critical', 3: 'unknown', 4: 'info' }),
    );
    expect(counts).toEqual({ found: 2, unread: 1 });
  });
});
