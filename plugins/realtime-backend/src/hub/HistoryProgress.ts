import {
  toOffset,
  type Gap,
  type GapReason,
} from '@backstage-realtime/plugin-realtime-common';
import type { PositionMap } from './entries';

/** How far a reading of history is: where it began, where it is, where it ends; offsets by partition. */
export class HistoryProgress {
  /** Next offset after what was sent. */
  readonly positions: PositionMap = new Map();
  /** Where history ends and the lane takes over. */
  target: PositionMap = new Map();
  private readonly starts: PositionMap = new Map();

  moveTo(positions: PositionMap): void {
    for (const [partition, next] of positions)
      this.positions.set(partition, next);
  }

  beginAt(partition: number, offset: bigint): void {
    if (!this.starts.has(partition)) this.starts.set(partition, offset);
  }

  /** End of history of a partition; 0 for one the reader did not know, whose records all come live. */
  endOf(partition: number): bigint {
    return this.target.get(partition) ?? 0n;
  }

  /** Offsets still to read, where it is known where reading began. */
  get remaining(): number {
    let left = 0n;
    for (const [partition, end] of this.target) {
      const at = this.positions.get(partition);
      if (at !== undefined && at < end) left += end - at;
    }
    return Number(left);
  }

  /** Read part of the offsets between start and end, 0 to 1. */
  get coverage(): number {
    let done = 0n;
    let all = 0n;
    for (const [partition, end] of this.target) {
      const start = this.starts.get(partition);
      if (start === undefined || start >= end) continue;
      const at = this.positions.get(partition) ?? start;
      done += at < end ? at - start : end - start;
      all += end - start;
    }
    return all === 0n ? 0 : Number((done * 10_000n) / all) / 10_000;
  }

  /** What lies between the position and `end`. No count: offsets of history may have holes. */
  gapTo(partition: number, end: bigint | undefined, reason: GapReason): Gap[] {
    const at = this.positions.get(partition);
    if (at === undefined || end === undefined || at >= end) return [];
    return [
      {
        partition,
        reason,
        firstOffset: toOffset(at),
        lastOffset: toOffset(end - 1n),
      },
    ];
  }
}
