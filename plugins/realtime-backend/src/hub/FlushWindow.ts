/** What one write to one viewer costs, in ms of one core: measured 8 µs with frames shared between sockets. */
const WRITE_MS = 0.008;

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
    const writes = Math.max(viewers, this.busyViewers);
    return Math.min(
      this.bounds.maxFlushMs,
      (writes * WRITE_MS) / this.bounds.flushBudget,
    );
  }
}
