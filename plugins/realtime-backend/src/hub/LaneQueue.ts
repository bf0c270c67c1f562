import { Deque } from './Deque';
import {
  entryBytes,
  entryRecords,
  type LaneEntry,
  type PositionMap,
} from './entries';

interface Slot {
  entry: LaneEntry;
  /** Of everything before this entry since the lane began. */
  recordsBefore: number;
  bytesBefore: number;
}

/**
 * Entries of a lane for viewers that are behind. Entries have running numbers;
 * `first <= n < tail` are held. Bounded by the caller through `dropFirst`.
 */
export class LaneQueue {
  private readonly slots = new Deque<Slot>();
  /** Before the first entry held, and after the last. */
  private readonly head: PositionMap;
  private readonly end: PositionMap;
  private records = 0;
  private bytesTotal = 0;

  constructor(positions: PositionMap) {
    this.head = new Map(positions);
    this.end = new Map(positions);
  }

  get first(): number {
    return this.slots.first;
  }

  get tail(): number {
    return this.slots.tail;
  }

  /** Bytes ever pushed. */
  get pushedBytes(): number {
    return this.bytesTotal;
  }

  push(entry: LaneEntry): void {
    this.slots.push({
      entry,
      recordsBefore: this.records,
      bytesBefore: this.bytesTotal,
    });
    this.records += entryRecords(entry);
    this.bytesTotal += entryBytes(entry);
    for (const [partition, next] of entry.positions)
      this.end.set(partition, next);
  }

  at(n: number): LaneEntry | undefined {
    return this.slots.at(n)?.entry;
  }

  dropFirst(): void {
    const slot = this.slots.shift();
    for (const [partition, next] of slot?.entry.positions ?? [])
      this.head.set(partition, next);
  }

  recordsFrom(n: number): number {
    return this.records - (this.slots.at(n)?.recordsBefore ?? this.records);
  }

  bytesFrom(n: number): number {
    return this.bytesTotal - (this.slots.at(n)?.bytesBefore ?? this.bytesTotal);
  }

  /** A lane without viewers reads nothing; when it starts again it is here. */
  moveTo(positions: PositionMap): void {
    for (const [partition, next] of positions) this.end.set(partition, next);
    if (this.first === this.tail)
      for (const [partition, next] of positions) this.head.set(partition, next);
  }

  /** Next offset by partition before entry `n`. */
  positionsAt(n: number): PositionMap {
    if (n >= this.tail) return this.end;
    const positions = new Map(this.head);
    for (let i = this.first; i < n; i++) {
      for (const [partition, next] of this.at(i)?.positions ?? [])
        positions.set(partition, next);
    }
    return positions;
  }
}
