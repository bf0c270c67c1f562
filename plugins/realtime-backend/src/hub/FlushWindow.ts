/** What one write to one viewer costs, in ms of one core: measured 8 µs with frames shared between sockets. */
const WRITE_MS = 0.008;

/**
 * What a flush is worth beside its writes, in ms: a fetch, an index, a segment
 * and, mostly, that records a producer sent together (5 ms is a usual linger)
 * leave together although they are fetched in parts. Counted up to twice the
 * cost of the writes, so that few viewers wait for nobody.
 */
const FLUSH_MS = 1.5;

/** How often lanes may flush. One for the hub; the budget is that of the process. */
export class FlushWindow {
  private busyViewers = 0;
  private counting = 0;

  constructor(
    private readonly bounds: { flushBudget: number; maxFlushMs: number },
  ) {}

  /** A lane flushed to so many viewers; counts for the next second. */
  note(viewers: number): void {
    this.counting += viewers;
  }

  /** Ends a second. `flushes` of one lane in it count once: the caller notes a lane once a second. */
  roll(): void {
    this.busyViewers = this.counting;
    this.counting = 0;
  }

  /** Shortest time between two flushes of a lane, in ms. */
  widthMs(viewers: number): number {
    const writesMs = Math.max(viewers, this.busyViewers) * WRITE_MS;
    const costMs = writesMs + Math.min(FLUSH_MS, 2 * writesMs);
    return Math.min(this.bounds.maxFlushMs, costMs / this.bounds.flushBudget);
  }
}
