import type {
  Gap,
  ScanProgress,
} from '@backstage-realtime/plugin-realtime-common';
import type {
  PartitionStart,
  RecordBatch,
  SourceEvent,
} from '@backstage-realtime/plugin-realtime-node';
import { isFinal } from './backoff';
import type { Cursor } from './Cursor';
import { gapEntry, type PositionMap } from './entries';
import type { CatchUpOutcome, CatchUpSetup, Readable } from './CatchUpSetup';
import { HistoryProgress } from './HistoryProgress';
import { HistoryRows } from './HistoryRows';
import { firstAtOrAfter, offsetOf } from './Ring';
import { nextTurn } from './turns';

/** Times a reading that broke is opened again before the viewer is told that it failed. */
const MAX_TRIES = 5;

type Events = Iterable<SourceEvent> | AsyncIterable<SourceEvent>;

/**
 * One viewer's own reading from a position in the past up to the lane. A cursor
 * is held in the lane first, at a moment when lane and reader are at the same
 * position; history is read to exactly that position, at the pace of the
 * viewer's credit; then the cursor is let go. If the lane's queue moved past
 * the held cursor meanwhile, the same is done again from there: nothing is lost
 * or doubled, only read twice. The record budget bounds the whole.
 */
export class CatchUp {
  private readonly rows: HistoryRows;
  private readonly controller = new AbortController();
  private readonly at = new HistoryProgress();

  constructor(private readonly setup: CatchUpSetup) {
    const { signal } = this.controller;
    const { channel } = setup.lane;
    this.rows = new HistoryRows({ ...setup, channel, signal }, this.at);
  }

  /**
   * Position of what was sent; a partition not begun is at its low end. undefined
   * until the source resolved a start that only it knows, a time or a last count.
   */
  position(lows: PositionMap): PositionMap | undefined {
    if (this.at.positions.size === 0) return undefined;
    return new Map([...lows, ...this.at.positions]);
  }

  get progress(): ScanProgress {
    const { scanned, matched } = this.rows;
    return {
      scanned,
      matched,
      budget: this.setup.budgetRecords,
      coverage: this.at.coverage,
    };
  }

  /** Offsets still to read, where it is known where reading began. */
  get remaining(): number {
    return this.at.remaining;
  }

  /** Gaps for what lies between the position and `end`, when the viewer wants no more history. */
  skipped(end: PositionMap): Gap[] {
    return [...end].flatMap(([partition, next]) =>
      this.at.gapTo(partition, next, 'skipped'),
    );
  }

  stop(): void {
    this.controller.abort();
    this.setup.outlet.release();
  }

  async run(
    start: Readable,
    first: { cursor: Cursor; target: PositionMap },
  ): Promise<CatchUpOutcome> {
    for (const gap of start.gaps) this.setup.outlet.tellGap(gap);
    this.at.moveTo(start.floor);
    let held = first;
    let { floor } = start;
    let events =
      start.kind === 'ring'
        ? start.events
        : this.setup.open(start.from, this.controller.signal);
    for (;;) {
      this.at.target = held.target;
      const outcome = await this.read(events, floor);
      if (outcome !== 'done') {
        this.setup.lane.leave(held.cursor);
        return outcome === 'budget' ? this.overBudget() : { kind: outcome };
      }
      this.at.moveTo(held.target);
      if (!held.cursor.hasLapsed) return { kind: 'live', cursor: held.cursor };
      this.setup.lane.leave(held.cursor);
      floor = held.target;
      held = await this.setup.hold('rereads');
      if (this.isAborted) {
        this.setup.lane.leave(held.cursor);
        return { kind: 'aborted' };
      }
      events = this.setup.open(toStarts(floor), this.controller.signal);
    }
  }

  /** Reads until every wanted partition is at its target. What the source throws unforeseen is tried again. */
  private async read(
    events: Events,
    floor: PositionMap,
  ): Promise<'done' | 'budget' | 'aborted'> {
    const pending = this.pendingPartitions(floor);
    let source = events;
    for (let tries = 1; ; tries++) {
      try {
        return await this.readFrom(
          source,
          new Map([...floor, ...this.at.positions]),
          pending,
        );
      } catch (error) {
        if (this.isAborted) return 'aborted';
        if (tries > MAX_TRIES || isFinal(error)) throw error;
        await this.setup.wait(tries, this.controller.signal);
        source = this.setup.open(
          this.whereItStopped(pending),
          this.controller.signal,
        );
      }
    }
  }

  private async readFrom(
    events: Events,
    floor: PositionMap,
    pending: Set<number>,
  ): Promise<'done' | 'budget' | 'aborted'> {
    const iterator =
      Symbol.asyncIterator in events
        ? events[Symbol.asyncIterator]()
        : events[Symbol.iterator]();
    try {
      while (pending.size > 0 && this.rows.budgetLeft > 0) {
        const result = await this.next(iterator);
        if (this.isAborted) return 'aborted';
        if (result.done || result.value.kind === 'done') {
          pending.clear();
          break;
        }
        await this.take(result.value, floor, pending);
        if (this.isAborted) return 'aborted';
      }
    } finally {
      await this.rows.send();
      await iterator.return?.();
    }
    if (this.isAborted) return 'aborted';
    return pending.size > 0 ? 'budget' : 'done';
  }

  /**
   * Exact positions of what is left. A partition of which nothing came yet
   * cannot be asked for again in the words of the wish, since its meaning moved
   * on: it is left out and told as a gap.
   */
  private whereItStopped(pending: Set<number>): PartitionStart[] {
    const starts: PartitionStart[] = [];
    for (const partition of [...pending]) {
      const from = this.at.positions.get(partition);
      if (from !== undefined) {
        starts.push({ partition, from });
      } else {
        pending.delete(partition);
        this.setup.outlet.tellGap({ partition, reason: 'disconnected' });
      }
    }
    return starts;
  }

  /** Small batches are gathered while more is at hand; when the source makes us wait, the viewer gets what there is. */
  private async next(
    iterator: AsyncIterator<SourceEvent> | Iterator<SourceEvent>,
  ): Promise<IteratorResult<SourceEvent>> {
    const coming = Promise.resolve(iterator.next());
    if (this.rows.gathered === 0) return coming;
    const soon = await Promise.race([coming, nextTurn()]);
    if (soon) return soon;
    await this.rows.send();
    return coming;
  }

  private async take(
    event: SourceEvent,
    floor: PositionMap,
    pending: Set<number>,
  ): Promise<void> {
    switch (event.kind) {
      case 'batch':
        await this.takeBatch(event.batch, floor, pending);
        return;
      case 'gap':
        await this.takeGap(event.gap, pending);
        return;
      case 'reachable':
        this.setup.onOutage(event);
        for (const { partition } of event.missing)
          this.giveUp(partition, pending);
        return;
      case 'unreachable':
        this.setup.onOutage(event);
        return;
      default:
    }
  }

  /** A gap at or after the target is the lane's to tell. */
  private async takeGap(gap: Gap, pending: Set<number>): Promise<void> {
    const { partition, firstOffset } = gap;
    const end = this.at.target.get(partition);
    const isLive =
      end !== undefined &&
      firstOffset !== undefined &&
      BigInt(firstOffset) >= end;
    if (isLive) return;
    await this.rows.send();
    if (this.isAborted) return;
    const entry = gapEntry(gap);
    this.setup.outlet.deliver(entry);
    this.at.moveTo(entry.positions);
    for (const [moved, next] of entry.positions)
      this.moveTo(moved, next, pending);
  }

  private async takeBatch(
    batch: RecordBatch,
    floor: PositionMap,
    pending: Set<number>,
  ): Promise<void> {
    const { partition } = batch;
    if (!pending.has(partition)) return;
    const from = firstAtOrAfter(batch, floor.get(partition) ?? 0n);
    const to = firstAtOrAfter(batch, this.at.endOf(partition));
    this.at.beginAt(partition, batch.baseOffset);
    const stoppedAt = await this.rows.write(batch, from, Math.max(from, to));
    if (stoppedAt >= to)
      this.moveTo(
        partition,
        to < batch.count ? offsetOf(batch, to) : batch.nextOffset,
        pending,
      );
  }

  private overBudget(): CatchUpOutcome {
    const count = this.setup.budgetRecords.toLocaleString('en');
    const reason = `Reading history stopped after ${count} records. Continue from here, or narrow the start.`;
    return { kind: 'budget', reason };
  }

  private get isAborted(): boolean {
    return this.controller.signal.aborted;
  }

  private pendingPartitions(floor: PositionMap): Set<number> {
    const wanted = [...this.at.target.keys()].filter(this.setup.wantsPartition);
    return new Set(
      wanted.filter(
        partition => (floor.get(partition) ?? -1n) < this.at.endOf(partition),
      ),
    );
  }

  private moveTo(partition: number, next: bigint, pending: Set<number>): void {
    if (next >= this.at.endOf(partition)) pending.delete(partition);
  }

  /** A partition that cannot be read now does not keep the viewer from the others. */
  private giveUp(partition: number, pending: Set<number>): void {
    if (!pending.delete(partition)) return;
    const end = this.at.endOf(partition);
    for (const gap of this.at.gapTo(partition, end, 'disconnected'))
      this.setup.outlet.tellGap(gap);
  }
}

function toStarts(positions: PositionMap): PartitionStart[] {
  return [...positions].map(([partition, from]) => ({ partition, from }));
}
