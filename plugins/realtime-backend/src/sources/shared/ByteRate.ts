import type { Clock } from '../../clock';

/** What was not read in the last second may be read at once. */
const BURST_MS = 1_000;
/** The longest any reading waits, also where the clock of the machine was set back. */
const LONGEST_WAIT_MS = 60_000;

/** Bytes a second that all readings of one system share. */
export class ByteRate {
  /** When what was taken so far is paid for, in ms since 1970. */
  private paidAtMs = 0;

  constructor(
    readonly bytesPerSecond: number,
    private readonly clock: Clock,
  ) {}

  /** Counts bytes that were read; answers when, in ms since 1970, their reader may read on. */
  take(bytes: number): number {
    const nowMs = this.clock.now();
    const fromMs = Math.max(this.paidAtMs, nowMs - BURST_MS);
    const paidAtMs = fromMs + (bytes / this.bytesPerSecond) * 1_000;
    this.paidAtMs = Math.min(paidAtMs, nowMs + LONGEST_WAIT_MS);
    return this.paidAtMs;
  }
}
