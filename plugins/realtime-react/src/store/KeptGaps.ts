import type { Gap } from '@backstage-realtime/plugin-realtime-common';
import type { Row } from './StreamSnapshot';

type GapRow = Extract<Row, { kind: 'gap' }>;

/** Partitions and reasons that keep a row of their own; beyond, the one without news for longest leaves. */
const MAX_ROWS = 100;

/**
 * Gaps whose neighbours left the window. A burst after a pause may push the gap
 * it caused out before anybody saw it, so gaps outlive the records around them:
 * one row for each partition and reason, from the first to the last offset, with
 * the exact count of what was lost between.
 */
export class KeptGaps {
  private readonly rows = new Map<string, GapRow>();

  /** A row that left the window; anything but a gap is gone for good. */
  take(row: Row | undefined): void {
    if (row?.kind !== 'gap') return;
    const id = `gap-${row.gap.partition}-${row.gap.reason}`;
    const known = this.rows.get(id);
    // Newest last, so that the order of the map is that of the log.
    this.rows.delete(id);
    this.rows.set(id, { ...(known ? merge(known, row) : row), id });
    if (this.rows.size > MAX_ROWS) {
      const [oldest] = this.rows.keys();
      this.rows.delete(oldest);
    }
  }

  /** Newest first, as the window counts. */
  toRows(): GapRow[] {
    return [...this.rows.values()].reverse();
  }
}

function merge(known: GapRow, next: GapRow): GapRow {
  const { firstOffset, lastOffset, count } = known.gap;
  const gap: Gap = {
    ...next.gap,
    firstOffset: firstOffset ?? next.gap.firstOffset,
    lastOffset: next.gap.lastOffset ?? lastOffset,
    count:
      count === undefined || next.gap.count === undefined
        ? undefined
        : count + next.gap.count,
  };
  return { ...next, gap };
}
