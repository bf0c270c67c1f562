/**
 * Searches the time stamp of the record at one offset, knowing only which
 * offset is the first at or after a time.
 *
 * Each question gives the first record at or after a time, with its own time
 * stamp. When its offset is not behind the wanted one, the wanted record is not
 * older than it; when it is behind, the wanted record is older than the time
 * asked for. The next question is set where the offset should be if traffic
 * were even, but never so near to a known end that it could learn nothing, so
 * that steady traffic needs few steps and bursts still halve the rest. Holds for
 * time stamps that rise with offsets, as brokers and most producers write them.
 */
export class TimeSearch {
  private lowMs: number;
  private lowOffset: bigint;
  private highMs: number;
  private highOffset: bigint;
  private isExact = false;

  constructor(
    private readonly wanted: bigint,
    oldest: { offset: bigint; ms: number },
    end: { offset: bigint; ms: number },
  ) {
    this.lowMs = Math.min(oldest.ms, end.ms);
    this.lowOffset = oldest.offset;
    this.highMs = end.ms;
    this.highOffset = end.offset;
    this.isExact = wanted <= oldest.offset;
  }

  get isDone(): boolean {
    return this.isExact || this.highMs - this.lowMs <= 1;
  }

  /** Time to ask about next, in ms since 1970. */
  nextMs(): number {
    const span = this.highMs - this.lowMs;
    const offsets = Number(this.highOffset - this.lowOffset);
    const share =
      offsets > 0 ? Number(this.wanted - this.lowOffset) / offsets : 0.5;
    const kept = Math.min(0.9, Math.max(0.1, share));
    return this.lowMs + Math.max(1, Math.round(span * kept));
  }

  /** `offset` is -1 when no record is that new. */
  learn(askedMs: number, answer: { offset: bigint; ms: number }): void {
    const { offset, ms } = answer;
    if (offset >= 0n && offset <= this.wanted) {
      this.lowMs = Math.max(this.lowMs, Math.min(ms, this.highMs));
      this.lowOffset = offset;
      this.isExact = offset === this.wanted;
      return;
    }
    this.highMs = Math.max(this.lowMs, Math.min(this.highMs, askedMs));
    if (offset >= 0n) this.highOffset = offset;
  }

  /** The time when it is exact, else the middle of what is left. */
  get estimateMs(): number {
    return this.isExact
      ? this.lowMs
      : Math.round((this.lowMs + this.highMs) / 2);
  }
}
