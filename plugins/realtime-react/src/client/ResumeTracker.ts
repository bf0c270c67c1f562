import {
  compareOffsets,
  decodeResume,
  encodeResume,
  toOffset,
  type BatchReader,
  type Gap,
  type GapReason,
  type Offset,
} from '@backstage-realtime/plugin-realtime-common';

/** After these the offsets of a partition start over or jump back, so none of them is a double. */
const NEW_NUMBERING: ReadonlySet<GapReason> = new Set([
  'recreated',
  'truncated',
  'disconnected',
]);

/**
 * Where one subscription stands in each partition, so that the next socket
 * continues exactly there. Positions come with every batch; the epoch that makes
 * them a resume position comes with the counts, once a second.
 */
export class ResumeTracker {
  private epoch?: string;
  private next = new Map<number, Offset>();
  /** Position at the moment the rows stopped; what came since was only counted. */
  private held?: Map<number, Offset>;
  /** First offset not yet seen at the last replay; empty when no double can come. */
  private seenBefore = new Map<number, Offset>();

  takeBatch(batch: BatchReader): void {
    for (const { partition, next } of batch.positions())
      this.next.set(partition, next);
  }

  /** A position of the server: it also counts what was filtered out, so the further one wins. */
  takeResume(text: string): void {
    const positions = decodeResume(text);
    if (!positions) return;
    if (positions.epoch !== this.epoch) this.startOver(positions.epoch);
    for (const [partition, next] of positions.next) {
      const known = this.next.get(partition);
      if (!known || compareOffsets(next, known) > 0)
        this.next.set(partition, next);
    }
  }

  takeGap(gap: Gap): void {
    if (NEW_NUMBERING.has(gap.reason)) this.seenBefore.delete(gap.partition);
  }

  /** Rows stop here, counting goes on. */
  hold(): void {
    this.held ??= new Map(this.next);
  }

  /** Rows go on where they stopped. */
  replayHeld(): void {
    if (this.held) this.next = this.held;
    this.held = undefined;
  }

  /** Rows go on at the present position; the answer is what they miss. */
  skipHeld(reason: GapReason): Gap[] {
    const { held } = this;
    this.held = undefined;
    return held ? gapsBetween(held, this.next, reason) : [];
  }

  /**
   * The position to subscribe with, from now on the line between old and new
   * records. undefined while the epoch is unknown: then the first wish is repeated.
   */
  replay(): string | undefined {
    const next = this.held ?? this.next;
    this.seenBefore = new Map(next);
    return this.epoch === undefined
      ? undefined
      : encodeResume({ epoch: this.epoch, next });
  }

  /** Records of the batch that were not seen before the replay; undefined is all of them. */
  selectNew(batch: BatchReader): Int32Array | undefined {
    if (this.seenBefore.size === 0) return undefined;
    const rows = new Int32Array(batch.count);
    let kept = 0;
    for (let i = 0; i < batch.count; i++) {
      if (this.isNew(batch.partition(i), batch.offset(i))) rows[kept++] = i;
    }
    return kept === batch.count ? undefined : rows.slice(0, kept);
  }

  /** Order holds in a partition: past the line no double can follow. */
  private isNew(partition: number, offset: Offset): boolean {
    const line = this.seenBefore.get(partition);
    if (line === undefined) return true;
    if (compareOffsets(offset, line) < 0) return false;
    this.seenBefore.delete(partition);
    return true;
  }

  private startOver(epoch: string): void {
    if (this.epoch !== undefined) {
      this.next = new Map();
      this.held = undefined;
      this.seenBefore = new Map();
    }
    this.epoch = epoch;
  }
}

/** The count stays unknown: compaction and filters leave fewer records than offsets. */
function gapsBetween(
  from: Map<number, Offset>,
  to: Map<number, Offset>,
  reason: GapReason,
): Gap[] {
  const gaps: Gap[] = [];
  for (const [partition, next] of to) {
    const first = from.get(partition);
    if (first !== undefined && compareOffsets(first, next) < 0) {
      gaps.push({
        partition,
        firstOffset: first,
        lastOffset: toOffset(BigInt(next) - 1n),
        reason,
      });
    }
  }
  return gaps;
}
