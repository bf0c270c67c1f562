import {
  toOffset,
  type Gap,
  type PartitionStats,
} from '@backstage-realtime/plugin-realtime-common';
import {
  INDEX,
  INDEX_STRIDE,
  type PartitionDescription,
  type RecordBatch,
} from '@backstage-realtime/plugin-realtime-node';
import type { PositionMap } from './entries';

interface PartitionCount {
  records: number;
  /** Records when the last second ended. */
  mark: number;
  ratePerSecond: number;
  low: bigint;
  high: bigint;
  next: bigint;
}

/** What had passed at one moment, to say later exactly what passed since. */
export interface Ledger {
  records: number;
  partitions: Map<number, { records: number; next: bigint }>;
}

/** Seconds of rates remembered for viewers who come later. */
const HISTORY_SECONDS = 60;

/** Counts every record of a stream, exactly, never sampled. One addition of lengths a record. */
export class StatsLane {
  private readonly partitions = new Map<number, PartitionCount>();
  private total = { records: 0, bytes: 0 };
  private mark = { records: 0, bytes: 0, atMs: 0 };
  private rates = { records: 0, bytes: 0 };
  private readonly past: Array<number | null> = [];
  /** Told to many viewers between two changes. */
  private frame: PartitionStats[] | undefined;

  constructor(nowMs: number) {
    this.mark.atMs = nowMs;
  }

  get ratePerSecond(): number {
    return this.rates.records;
  }

  get bytesPerSecond(): number {
    return this.rates.bytes;
  }

  /**
   * Rates of the seconds before the one {@link StatsLane.ratePerSecond} tells,
   * oldest first, at most 60; null where nobody measured.
   */
  get history(): Array<number | null> {
    return this.past.slice(0, -1);
  }

  get records(): number {
    return this.total.records;
  }

  /**
   * What the source said before reading; the position is the high watermark. A
   * partition that could not be read has none: it is counted from its first batch.
   */
  describe(parts: readonly PartitionDescription[]): void {
    for (const { partition, low, high, missing } of parts) {
      if (missing !== undefined) continue;
      const part = this.part(partition, high);
      part.low = low;
      part.high = high;
    }
    this.frame = undefined;
  }

  count(batch: RecordBatch): void {
    this.frame = undefined;
    const part = this.part(batch.partition, batch.baseOffset);
    part.records += batch.count;
    part.low = batch.low;
    part.high = batch.high > batch.nextOffset ? batch.high : batch.nextOffset;
    part.next = batch.nextOffset;
    this.total.records += batch.count;
    this.total.bytes += payloadBytes(batch);
  }

  skip(gap: Gap): void {
    if (gap.lastOffset === undefined) return;
    this.frame = undefined;
    const next = BigInt(gap.lastOffset) + 1n;
    this.part(gap.partition, next).next = next;
  }

  /**
   * Ends a second: rates are those of the time since the last call. `isReading`
   * is false while the source does not answer.
   */
  roll(nowMs: number, isReading = true): void {
    const seconds = (nowMs - this.mark.atMs) / 1000;
    if (seconds <= 0) return;
    this.frame = undefined;
    this.rates.records = round(
      (this.total.records - this.mark.records) / seconds,
    );
    this.rates.bytes = Math.round(
      (this.total.bytes - this.mark.bytes) / seconds,
    );
    this.mark = { ...this.total, atMs: nowMs };
    this.remember(seconds, isReading);
    for (const part of this.partitions.values()) {
      part.ratePerSecond = round((part.records - part.mark) / seconds);
      part.mark = part.records;
    }
  }

  /** Seconds that ended without a call, as while nobody looks, were not measured. */
  private remember(seconds: number, isReading: boolean): void {
    const missed = Math.min(HISTORY_SECONDS, Math.round(seconds) - 1);
    for (let i = 0; i < missed; i += 1) this.past.push(null);
    this.past.push(isReading ? this.rates.records : null);
    const excess = this.past.length - HISTORY_SECONDS - 1;
    if (excess > 0) this.past.splice(0, excess);
  }

  /** Position of the reader: next offset by partition. */
  positions(): PositionMap {
    return new Map(
      [...this.partitions].map(([partition, part]) => [partition, part.next]),
    );
  }

  /** First readable offset by partition. */
  lows(): PositionMap {
    return new Map(
      [...this.partitions].map(([partition, part]) => [partition, part.low]),
    );
  }

  ledger(): Ledger {
    const partitions = new Map(
      [...this.partitions].map(([partition, { records, next }]) => [
        partition,
        { records, next },
      ]),
    );
    return { records: this.total.records, partitions };
  }

  /** Shared by all who ask until something changes; not to be changed. */
  toFrame(): PartitionStats[] {
    this.frame ??= [...this.partitions].map(
      ([partition, { low, high, ratePerSecond }]) => ({
        partition,
        low: toOffset(low),
        high: toOffset(high),
        ratePerSecond,
      }),
    );
    return this.frame;
  }

  private part(partition: number, next: bigint): PartitionCount {
    let part = this.partitions.get(partition);
    if (!part) {
      part = {
        records: 0,
        mark: 0,
        ratePerSecond: 0,
        low: 0n,
        high: next,
        next,
      };
      this.partitions.set(partition, part);
    }
    return part;
  }
}

/** Gaps that say what passed between two ledgers. */
export function gapsBetween(
  before: Ledger,
  after: Ledger,
  reason: Gap['reason'],
): Gap[] {
  const gaps: Gap[] = [];
  for (const [partition, { records, next }] of after.partitions) {
    const earlier = before.partitions.get(partition);
    const count = records - (earlier?.records ?? 0);
    if (count === 0) continue;
    const firstOffset = earlier && toOffset(earlier.next);
    gaps.push({
      partition,
      firstOffset,
      lastOffset: toOffset(next - 1n),
      count,
      reason,
    });
  }
  return gaps;
}

function payloadBytes({ index, count }: RecordBatch): number {
  let bytes = 0;
  for (let at = 0; at < count * INDEX_STRIDE; at += INDEX_STRIDE) {
    bytes += Math.max(0, index[at + INDEX.keyBytes]);
    bytes += Math.max(0, index[at + INDEX.valueBytes]);
    bytes += Math.max(0, index[at + INDEX.headersBytes]);
  }
  return bytes;
}

function round(rate: number): number {
  return Math.round(rate * 100) / 100;
}
