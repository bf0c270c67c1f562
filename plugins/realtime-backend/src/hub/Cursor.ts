import type { GapReason } from '@backstage-realtime/plugin-realtime-common';
import type { LaneEntry, PositionMap } from './entries';
import { GapLedger } from './GapLedger';
import type { LaneQueue } from './LaneQueue';
import type { Outlet } from './Outlet';
import { addPassed } from './Tally';

/**
 * A viewer's place in a lane: the number of the next entry. Nothing is copied
 * for the viewer, so one that stalls costs this object and, once the queue
 * moved past it, one open gap for each partition.
 */
export class Cursor {
  /**
   * `none`: sends. `rereads`: waits for history, and reads again what the queue
   * moved past. `waits`: waits for history, and tells as a gap what the queue moved past.
   */
  hold: 'none' | 'rereads' | 'waits' = 'none';
  /** True when entries were lost that are to be read again. */
  hasLapsed = false;
  private readonly missed = new GapLedger();

  constructor(
    private readonly queue: LaneQueue,
    readonly outlet: Outlet,
    public next: number,
  ) {}

  /** Sends everything the viewer has credit for. */
  pump(): void {
    if (this.hold !== 'none') return;
    while (this.hasMore && this.outlet.isReady) {
      if (!this.missed.isEmpty) this.tellMissed();
      const entry = this.queue.at(this.next);
      if (!entry) return;
      this.next += 1;
      this.outlet.deliver(entry);
    }
  }

  /** The entry is going away before the viewer got it. */
  lose(entry: LaneEntry, reason: GapReason): void {
    this.next += 1;
    if (this.hold === 'rereads') {
      this.hasLapsed = true;
      return;
    }
    addPassed(this.outlet.tally, entry);
    if (entry.kind === 'gap') this.missed.add(entry.gap);
    if (entry.kind === 'segment')
      for (const part of entry.parts) this.missed.addPart(part, reason);
  }

  /** Gives up everything up to the tail and says so at once. */
  skipToTail(reason: GapReason): void {
    for (
      let entry = this.queue.at(this.next);
      entry;
      entry = this.queue.at(this.next)
    )
      this.lose(entry, reason);
    this.tellMissed();
  }

  /** Where the viewer is, for resuming; before what it was not told yet. */
  positions(): PositionMap {
    const positions = this.queue.positionsAt(this.next);
    if (this.missed.isEmpty) return positions;
    const before = new Map(positions);
    this.missed.rewind(before);
    return before;
  }

  /** Asked before the outlet, which has to look at the socket. */
  get hasMore(): boolean {
    return this.next < this.queue.tail || !this.missed.isEmpty;
  }

  private tellMissed(): void {
    for (const gap of this.missed.drain()) this.outlet.tellGap(gap);
  }
}
