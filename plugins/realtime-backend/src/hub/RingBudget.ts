import {
  formatFindingValue,
  RealtimeError,
} from '@backstage-realtime/plugin-realtime-common';

/** Below this share, in bytes, a ring holds little more than what is on its way. */
const LEAST_SHARE = 256 * 1024;

/**
 * Bytes the rings of all streams may hold together. While they hold less, each
 * ring has its own bound only; once they hold more, those with more than an
 * equal share drop their oldest until it fits again. A busy ring does so with
 * its next record, a quiet one within a second, and none drops what a lane has
 * yet to read. A stream too many, which would leave too small a share, is
 * refused.
 */
export class RingBudget {
  private heldBytes = 0;
  private rings = 0;

  constructor(private readonly limitBytes: number) {}

  /** Held by all rings at the moment. */
  get held(): number {
    return this.heldBytes;
  }

  /** Throws RealtimeError `over-budget` when one ring more would leave each too small a share. */
  checkRoom(): void {
    const most = Math.max(1, Math.floor(this.limitBytes / LEAST_SHARE));
    if (this.rings < most) return;
    const size = formatFindingValue({ kind: 'bytes', bytes: this.limitBytes });
    throw new RealtimeError(
      'realtime.stream.over-budget',
      `This server reads ${this.rings} streams, as many as ${size} of raw records are enough for. Try again later, or ask the platform team to raise realtime.engine.ringBytesPerProcess`,
      { isRetriable: true },
    );
  }

  enter(): void {
    this.rings += 1;
  }

  /** With what the ring still holds. */
  leave(bytes: number): void {
    this.rings -= 1;
    this.heldBytes -= bytes;
  }

  /** Counts bytes a ring took, or with a minus dropped. */
  add(bytes: number): void {
    this.heldBytes += bytes;
  }

  /** Bytes a ring may hold now, whose own bound is `ringBytes`. */
  boundOf(ringBytes: number): number {
    return this.heldBytes <= this.limitBytes
      ? ringBytes
      : Math.min(ringBytes, this.limitBytes / this.rings);
  }
}
