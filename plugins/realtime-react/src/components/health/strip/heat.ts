import {
  compareVerdicts,
  type PartitionHealth,
  type Verdict,
} from '@backstage-realtime/plugin-realtime-common';

/** Up to here every partition has a square of its own. */
export const MAX_SQUARES = 24;

/** Cells of a heat strip: enough to see where, few enough for 10,000 partitions in twenty rows. */
export const MAX_CELLS = 48;

/** Some neighbouring partitions as one cell, coloured by the worst of them. */
export interface HeatCell {
  first: number;
  last: number;
  verdict: Verdict;
}

/** At most {@link MAX_CELLS} cells of about equal size, in the order of the partitions. */
export function heatCells(
  partitions: ReadonlyArray<Pick<PartitionHealth, 'partition' | 'verdict'>>,
): HeatCell[] {
  const count = Math.min(MAX_CELLS, partitions.length);
  const cells: HeatCell[] = [];
  for (let i = 0; i < count; i += 1) {
    const from = Math.floor((i * partitions.length) / count);
    const to = Math.floor(((i + 1) * partitions.length) / count);
    cells.push(toCell(partitions.slice(from, to)));
  }
  return cells;
}

function toCell(
  part: ReadonlyArray<Pick<PartitionHealth, 'partition' | 'verdict'>>,
): HeatCell {
  const verdict = part.reduce<Verdict>(
    (worst, p) => (compareVerdicts(p.verdict, worst) < 0 ? p.verdict : worst),
    'not-applicable',
  );
  return {
    first: part[0].partition,
    last: part[part.length - 1].partition,
    verdict,
  };
}

/** Partitions by how they are drawn: with a finding, not readable, or well. */
export interface StripCounts {
  found: number;
  unread: number;
}

/** Counts in one pass; Info is a finding worth knowing but nothing to mark. */
export function stripCounts(
  partitions: ReadonlyArray<Pick<PartitionHealth, 'verdict'>>,
): StripCounts {
  const counts = { found: 0, unread: 0 };
  for (const { verdict } of partitions) {
    if (isFinding(verdict)) counts.found += 1;
    else if (verdict === 'unknown') counts.unread += 1;
  }
  return counts;
}

/** True for what gets a mark and an outline. */
export function isFinding(verdict: Verdict): boolean {
  return verdict === 'critical' || verdict === 'warning';
}
