import {
  toOffset,
  type Gap,
  type GapReason,
} from '@backstage-realtime/plugin-realtime-common';
import type { PositionMap, SegmentPart } from './entries';

interface OpenGap {
  partition: number;
  reason: GapReason;
  first?: bigint;
  last?: bigint;
  count?: number;
}

/** Gaps a viewer is still to be told, one for each partition and reason: bounded however long it stays away. */
export class GapLedger {
  private readonly gaps = new Map<string, OpenGap>();

  get isEmpty(): boolean {
    return this.gaps.size === 0;
  }

  /** Records of a segment the viewer will not get. */
  addPart(
    { partition, first, last, records }: SegmentPart,
    reason: GapReason,
  ): void {
    this.merge({ partition, reason, first, last, count: records });
  }

  add(gap: Gap): void {
    this.merge({
      partition: gap.partition,
      reason: gap.reason,
      first:
        gap.firstOffset === undefined ? undefined : BigInt(gap.firstOffset),
      last: gap.lastOffset === undefined ? undefined : BigInt(gap.lastOffset),
      count: gap.count,
    });
  }

  /** All gaps, and none are left. */
  drain(): Gap[] {
    const gaps = [...this.gaps.values()].map(toGap);
    this.gaps.clear();
    return gaps;
  }

  /** Moves positions back to before what was not told yet, so that resuming there loses nothing. */
  rewind(positions: PositionMap): void {
    for (const { partition, first } of this.gaps.values()) {
      const next = positions.get(partition);
      if (first !== undefined && (next === undefined || first < next))
        positions.set(partition, first);
    }
  }

  private merge(gap: OpenGap): void {
    const isCounted = gap.count !== undefined;
    const key = `${gap.partition} ${gap.reason} ${isCounted}`;
    const open = this.gaps.get(key);
    if (!open) {
      this.gaps.set(key, gap);
      return;
    }
    open.last = gap.last ?? open.last;
    if (isCounted) open.count = (open.count ?? 0) + (gap.count ?? 0);
  }
}

function toGap({ partition, reason, first, last, count }: OpenGap): Gap {
  return {
    partition,
    reason,
    ...(first !== undefined && { firstOffset: toOffset(first) }),
    ...(last !== undefined && { lastOffset: toOffset(last) }),
    ...(count !== undefined && { count }),
  };
}
