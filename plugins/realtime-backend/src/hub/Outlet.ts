import type { Gap } from '@backstage-realtime/plugin-realtime-common';
import type { Clock } from '../clock';
import type { LaneEntry, SegmentEntry } from './entries';
import type { Tally } from './Tally';
import type { ViewerSink } from './ViewerSink';

/** A batch sent; `release` frees its memory when it is acknowledged. */
interface Unacked {
  sequence: number;
  release: SegmentEntry['release'];
}

/**
 * The way to one viewer: credit, and the account of what went through. Credit
 * is `unackedBatches` batches not yet acknowledged; browsers read sockets
 * without back-pressure, so only the page can say that it keeps up.
 */
export class Outlet {
  /** True while nothing may be sent: paused, or only counts are wanted. */
  isHeld = false;
  private readonly unacked: Unacked[] = [];
  private waiting: (() => void) | undefined;

  constructor(
    readonly sink: ViewerSink,
    readonly tally: Tally,
    private readonly clock: Clock,
    readonly unackedBatches: number,
  ) {}

  get isReady(): boolean {
    return (
      !this.isHeld &&
      this.unacked.length < this.unackedBatches &&
      this.sink.canTake()
    );
  }

  /** Numbers may repeat after 2^32 batches, so the batch is looked up, not compared. */
  ack(sequence: number): void {
    const at = this.unacked.findIndex(sent => sent.sequence === sequence);
    const acked = this.unacked.splice(0, at + 1);
    for (const { release } of acked) release?.();
    this.poke();
  }

  /** Something changed that may let batches through. */
  poke(): void {
    if (this.waiting && this.isReady) this.release();
  }

  /** Ends a wait although nothing can be sent; the waiter looks at its signal. */
  release(): void {
    const waiting = this.waiting;
    this.waiting = undefined;
    waiting?.();
  }

  /** Resolves when a batch may be sent or {@link release} was called. One waiter at a time. */
  whenReady(): Promise<void> {
    return this.isReady
      ? Promise.resolve()
      : new Promise(resolve => (this.waiting = resolve));
  }

  deliver(entry: LaneEntry): void {
    switch (entry.kind) {
      case 'segment':
        this.unacked.push({
          sequence: entry.segment.sequence,
          release: entry.release,
        });
        this.tally.addSegment(entry, this.clock.now());
        this.sink.sendSegment(entry.segment);
        return;
      case 'silent':
        this.tally.addUnshown(entry.counts);
        return;
      case 'gap':
        this.tellGap(entry.gap);
        return;
      default:
        this.sink.sendFrame({
          type: 'note',
          atMs: this.clock.now(),
          note: entry.note,
        });
    }
  }

  tellGap(gap: Gap): void {
    this.tally.addGap(gap);
    this.sink.sendFrame({ type: 'gap', atMs: this.clock.now(), gap });
  }
}
