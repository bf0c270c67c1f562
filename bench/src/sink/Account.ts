/** What a viewer got, and what it cannot explain. The first three must be 0. */
export interface Verification {
  reordered: number;
  doubled: number;
  /** Offsets neither delivered nor told as a gap, or told with a wrong count. */
  unaccounted: number;
  records: number;
  gapRecords: number;
  /** Partition and the offset expected next. */
  positions: Array<[number, bigint]>;
}

/** A gap as its frame tells it. */
interface ToldGap {
  partition: number;
  firstOffset?: string;
  lastOffset?: string;
  count?: number;
}

/**
 * Books every offset of a topic without compaction and without a filter, so
 * that each must come once, in order, or be told as a gap of the exact size.
 */
export class Account {
  private readonly next = new Map<number, bigint>();
  private readonly sums = {
    reordered: 0,
    doubled: 0,
    unaccounted: 0,
    records: 0,
    gapRecords: 0,
  };

  addRecord(partition: number, offset: bigint): void {
    this.sums.records += 1;
    this.advance(partition, offset, offset);
  }

  /** A message of a server that has no offsets. */
  addPlain(): void {
    this.sums.records += 1;
  }

  /** Without both offsets nothing can be booked, and the jump that follows counts as unaccounted. */
  addGap({ partition, firstOffset, lastOffset, count = 0 }: ToldGap): void {
    this.sums.gapRecords += count;
    if (firstOffset === undefined || lastOffset === undefined) return;
    const first = BigInt(firstOffset);
    const last = BigInt(lastOffset);
    this.sums.unaccounted += Math.abs(Number(last - first) + 1 - count);
    this.advance(partition, first, last);
  }

  toVerification(): Verification {
    return { ...this.sums, positions: [...this.next] };
  }

  private advance(partition: number, first: bigint, last: bigint): void {
    const expected = this.next.get(partition) ?? first;
    if (first === expected - 1n) this.sums.doubled += 1;
    else if (first < expected) this.sums.reordered += 1;
    else this.sums.unaccounted += Number(first - expected);
    this.next.set(partition, last + 1n);
  }
}

/** Offsets of the topic that a viewer neither got nor was told about; `ends` are the high watermarks. */
export function missingAtEnd(
  { positions }: Verification,
  ends: ReadonlyMap<number, bigint>,
): number {
  const next = new Map(positions);
  return [...ends].reduce((sum, [partition, end]) => {
    const missing = Number(end - (next.get(partition) ?? 0n));
    return sum + Math.abs(missing);
  }, 0);
}
