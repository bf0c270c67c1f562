import type {
  Gap,
  GapReason,
} from '@backstage-realtime/plugin-realtime-common';
import type { LaneEntry, SegmentCounts, SegmentEntry } from './entries';
import type { SubscriptionSummary } from './Subscription';

const SECOND_MS = 1_000;

/** Numbers of one subscription. `seen = delivered + filtered + sum of gaps` after every call. */
export class Tally {
  private seen = 0;
  private delivered = 0;
  private filtered = 0;
  private behindMs: number | undefined;
  private readonly gaps = new Map<GapReason, number>();
  private readonly ranges = new Map<number, { first: bigint; last: bigint }>();
  private mark: { delivered: number; sampled: number; atMs: number };
  private second = { shown: 0, sampled: 0 };
  private changed = 0;

  constructor(nowMs: number) {
    this.mark = { delivered: 0, sampled: 0, atMs: nowMs };
  }

  /** Grows whenever {@link toFrame} says something else. */
  get changes(): number {
    return this.changed;
  }

  /** A segment the sink took. */
  addSegment(entry: SegmentEntry, nowMs: number): void {
    this.changed += 1;
    this.leaveQuiet(nowMs);
    this.seen += entry.segment.records;
    this.delivered += entry.segment.records;
    this.behindMs = Math.max(0, nowMs - entry.newestMs);
    this.addUnshown(entry.counts);
    for (const { partition, first, last } of entry.parts) {
      const range = this.ranges.get(partition);
      if (range) range.last = last;
      else this.ranges.set(partition, { first, last });
    }
  }

  /** What a segment left out by filter and rate cap. */
  addUnshown({ filtered, sampled }: SegmentCounts): void {
    if (filtered + sampled === 0) return;
    this.changed += 1;
    this.seen += filtered + sampled;
    this.filtered += filtered;
    if (sampled > 0) this.count('sampled', sampled);
  }

  /** A gap the viewer was told. Unknown counts stay out of the sum. */
  addGap({ reason, count }: Gap): void {
    if (!count) return;
    this.changed += 1;
    this.seen += count;
    this.count(reason, count);
  }

  /**
   * Ends a second of the rates; they are those of the time since the last call.
   * It need not be called while it is quiet: whole seconds of that do not count.
   */
  roll(nowMs: number): void {
    const { delivered, mark } = this;
    const sampled = this.gaps.get('sampled') ?? 0;
    const shown = delivered - mark.delivered;
    const isQuiet = shown === 0 && sampled === mark.sampled;
    const seconds = (nowMs - mark.atMs) / SECOND_MS;
    mark.atMs = nowMs;
    if (seconds <= 0 || (isQuiet && this.wasQuiet)) return;
    this.changed += 1;
    this.second = {
      shown: Math.round(shown / seconds),
      sampled: Math.round((sampled - mark.sampled) / seconds),
    };
    mark.delivered = delivered;
    mark.sampled = sampled;
  }

  /** For a stats frame. `hidden`: records passing by while only counts are sent. */
  toFrame(hidden: number) {
    const gaps: Partial<Record<GapReason, number>> = Object.fromEntries(
      this.gaps,
    );
    if (hidden > 0) gaps.hidden = (gaps.hidden ?? 0) + hidden;
    const { shown, sampled } = this.second;
    return {
      seen: this.seen + hidden,
      delivered: this.delivered,
      filtered: this.filtered,
      gaps,
      shownPerSecond: shown,
      sampledOneIn:
        shown > 0 ? Math.max(1, Math.round((shown + sampled) / shown)) : 1,
      ...(this.behindMs !== undefined && {
        behindMs: Math.round(this.behindMs),
      }),
    };
  }

  toSummary(hidden: number): SubscriptionSummary {
    const { seen, delivered, filtered, gaps } = this.toFrame(hidden);
    const ranges = new Map(
      [...this.ranges].map(([partition, range]) => [partition, { ...range }]),
    );
    return { seen, delivered, filtered, gaps: { ...gaps }, ranges };
  }

  /** The rate of the first records after a quiet time is not one of all that time. */
  private leaveQuiet(nowMs: number): void {
    const { mark } = this;
    if (this.wasQuiet && this.delivered === mark.delivered)
      mark.atMs = nowMs - ((nowMs - mark.atMs) % SECOND_MS);
  }

  private get wasQuiet(): boolean {
    return this.second.shown === 0 && this.second.sampled === 0;
  }

  private count(reason: GapReason, count: number): void {
    this.gaps.set(reason, (this.gaps.get(reason) ?? 0) + count);
  }
}

/** Accounts for an entry the viewer will not get, except the part a gap will tell. */
export function addPassed(tally: Tally, entry: LaneEntry): void {
  if (entry.kind === 'segment' || entry.kind === 'silent')
    tally.addUnshown(entry.counts);
}
