import type {
  LagTime,
  Missing,
  Reading,
} from '@backstage-realtime/plugin-realtime-common';
import type { PartitionSample } from '../../history/HealthHistory';
import type { Trend } from './trend';

const HOUR_MS = 3_600_000;

const HANDFUL = 5;

/** What decides how long the records of a partition stay, and how far a group is from losing them. */
export interface RetentionFacts {
  start: number;
  end: number;
  committed: number;
  /** Age of the oldest unread record. */
  lagTime: Reading<LagTime>;
  /** Time and size limit of the topic; undefined for none. */
  retentionMs?: number;
  retentionBytes?: number;
  /** What the partition holds on the disk of its leader. */
  sizeBytes: Reading<number>;
  samples: readonly PartitionSample[];
  atMs: number;
}

/**
 * Share of the retention that a lag uses up, 0..1 and beyond, by whichever of
 * time and size is nearer. Undefined with a reason, or because nothing is ever
 * deleted by either.
 */
export interface RetentionUse {
  used?: number;
  by?: 'time' | 'size';
  missing?: Missing;
  /** Offsets a second that the start of the log moves on, for the size limit. */
  startRate?: number;
  /** What is held on disk, where the share of the size limit rests on it. */
  heldBytes?: number;
}

/** See {@link RetentionUse}. Deletion is by segment, so records may live longer than this says. */
export function retentionUse(facts: RetentionFacts): RetentionUse {
  const { retentionMs, retentionBytes, lagTime } = facts;
  if (retentionMs === undefined && retentionBytes === undefined) return {};
  if (facts.committed >= facts.end) return { used: 0, by: 'time' };
  const startRate = rateOfStart(facts);
  const byTime = timeShare(facts);
  const bySize = sizeShare(facts, startRate, byTime === undefined);
  if (byTime === undefined && bySize.used === undefined) {
    return withoutShare(lagTime, bySize);
  }
  return (byTime ?? -1) >= (bySize.used ?? -1)
    ? { used: byTime, by: 'time', startRate }
    : { ...bySize, by: 'size', startRate };
}

/**
 * Time until the first unread records may go, at the earliest: as fast as the
 * lag grows, or as fast as the start of the log comes nearer.
 */
export function timeUntilLoss(
  facts: RetentionFacts,
  { by, startRate = 0 }: RetentionUse,
  trend: Trend,
): number | undefined {
  if (by === 'size') {
    return startRate > 0
      ? (Math.max(0, facts.committed - facts.start) / startRate) * 1000
      : undefined;
  }
  if (facts.retentionMs === undefined || !facts.lagTime.known) return undefined;
  // Unless it is known better, a record grows older by a second each second.
  const growth = trend.direction === 'up' ? Math.min(1, trend.slope) : 1;
  return Math.max(0, facts.retentionMs - facts.lagTime.value.ms) / growth;
}

/** Undefined where time does not delete or the age is not known. */
function timeShare({
  retentionMs,
  lagTime,
}: RetentionFacts): number | undefined {
  return retentionMs !== undefined && lagTime.known
    ? lagTime.value.ms / retentionMs
    : undefined;
}

/**
 * A size limit takes nothing before the log has grown to it, so the unread part
 * counts as much as the log is full. Where nobody tells its size, a start that
 * moves is the sign that it is full. Without a limit such a start stands in only
 * for an age that is not known. Undefined for a handful of offsets, which may be
 * markers of transactions.
 */
function sizeShare(
  { start, end, committed, retentionBytes, sizeBytes }: RetentionFacts,
  startRate: number,
  isAgeMissing: boolean,
): Pick<RetentionUse, 'used' | 'heldBytes' | 'missing'> {
  if (end - committed <= HANDFUL) return {};
  const unread = 1 - (committed - start) / (end - start);
  if (retentionBytes === undefined) {
    return isAgeMissing && startRate > 0 ? { used: unread } : {};
  }
  if (sizeBytes.known) {
    const heldBytes = sizeBytes.value;
    const full = Math.min(1, heldBytes / Math.max(1, retentionBytes));
    return { used: unread * full, heldBytes };
  }
  return startRate > 0 ? { used: unread } : { missing: sizeBytes.missing };
}

/** Why neither is known: the age counts first where time deletes. */
function withoutShare(
  lagTime: Reading<LagTime>,
  bySize: Pick<RetentionUse, 'missing'>,
): RetentionUse {
  const why = lagTime.known ? bySize.missing : lagTime.missing;
  return why ? { missing: why } : {};
}

/** Offsets a second over the last hour; 0 when the start did not move. */
function rateOfStart({ samples, atMs, start }: RetentionFacts): number {
  const first = samples.find(
    sample => sample.start !== undefined && atMs - sample.atMs <= HOUR_MS,
  );
  if (first?.start === undefined || atMs <= first.atMs) return 0;
  return Math.max(0, start - first.start) / ((atMs - first.atMs) / 1000);
}
