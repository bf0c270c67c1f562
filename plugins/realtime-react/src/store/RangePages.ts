import type { BatchReader } from '@backstage-realtime/plugin-realtime-common';
import type { RecordStreamOptions } from './RecordStream';

/** Share of the window that makes a page: what is already on its way when reading pauses must find room. */
const PAGE_SHARE = 0.8;

/**
 * Where reading a range pauses: when its last offset was passed, and before
 * that each time a page of rows came, so that a range longer than the window
 * is read page by page and not run through. After its end it never pauses again.
 */
export class RangePages {
  private rowsSincePause = 0;
  private isOver = false;

  /** Undefined for a stream without an end. */
  static of(
    { from, until }: RecordStreamOptions,
    maxRows: number,
  ): RangePages | undefined {
    return from.at === 'offset' && until !== undefined
      ? new RangePages(BigInt(until), Math.max(1, maxRows * PAGE_SHARE))
      : undefined;
  }

  private constructor(
    private readonly until: bigint,
    private readonly pageRows: number,
  ) {}

  /** Whether reading is to pause after this batch of `rows` new records. */
  take(batch: BatchReader, rows: number): boolean {
    if (this.isOver) return false;
    this.isOver = batch
      .positions()
      .some(({ next }) => BigInt(next) > this.until);
    this.rowsSincePause += rows;
    const isFull = this.rowsSincePause >= this.pageRows;
    if (isFull) this.rowsSincePause = 0;
    return isFull || this.isOver;
  }
}
