import type {
  BatchReader,
  Gap,
  GapReason,
  StatsFrame,
} from '@backstage-realtime/plugin-realtime-common';

interface Counts {
  seen: number;
  delivered: number;
  filtered: number;
  gaps: Partial<Record<GapReason, number>>;
}

const NOTHING: Counts = { seen: 0, delivered: 0, filtered: 0, gaps: {} };

/**
 * Counts of one stream over all its sockets. The server counts from each
 * subscription's beginning, so after a cut its numbers start over; what was
 * counted before, and what came after the last count, is carried along.
 * `seen = delivered + filtered + gaps` stays true.
 */
export class CountLedger {
  private carried = NOTHING;
  private latest = NOTHING;
  private sinceLatest = NOTHING;

  takeBatch({ count, seen, filtered, sampled }: BatchReader): void {
    this.sinceLatest = add(this.sinceLatest, {
      seen,
      delivered: count,
      filtered,
      gaps: { sampled },
    });
  }

  takeGap({ count, reason }: Gap): void {
    if (count === undefined || reason === 'sampled') return;
    this.sinceLatest = add(this.sinceLatest, {
      ...NOTHING,
      seen: count,
      gaps: { [reason]: count },
    });
  }

  /** The frame with the counts of the whole stream. */
  takeStats(stats: StatsFrame): StatsFrame {
    this.latest = stats;
    this.sinceLatest = NOTHING;
    return this.carried === NOTHING
      ? stats
      : { ...stats, ...add(this.carried, stats) };
  }

  /** The server starts counting from nothing. */
  startOver(): void {
    if (this.latest === NOTHING && this.sinceLatest === NOTHING) return;
    this.carried = add(this.carried, add(this.latest, this.sinceLatest));
    this.latest = NOTHING;
    this.sinceLatest = NOTHING;
  }
}

function add(a: Counts, b: Counts): Counts {
  return {
    seen: a.seen + b.seen,
    delivered: a.delivered + b.delivered,
    filtered: a.filtered + b.filtered,
    gaps: addGaps(a.gaps, b.gaps),
  };
}

function addGaps(a: Counts['gaps'], b: Counts['gaps']): Counts['gaps'] {
  const sum = { ...a };
  for (const reason of Object.keys(b) as GapReason[]) {
    const count = (sum[reason] ?? 0) + (b[reason] ?? 0);
    if (count > 0) sum[reason] = count;
  }
  return sum;
}
