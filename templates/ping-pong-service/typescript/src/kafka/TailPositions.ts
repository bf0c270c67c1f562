export interface Start {
  partition: number;
  /** Where reading begins. */
  start: bigint;
  /** Where the partition ended at that time. */
  high: bigint;
}

/**
 * Where a tail stands in each partition. A consumer that lost Kafka would go on
 * at the end; told these, it goes on where it was, so that nothing is left out.
 */
export class TailPositions {
  readonly #next: Map<number, bigint>;
  readonly #highs: Map<number, bigint>;

  constructor(starts: readonly Start[]) {
    this.#next = new Map(starts.map((one) => [one.partition, one.start]));
    this.#highs = new Map(starts.map((one) => [one.partition, one.high]));
  }

  next(): { partition: number; offset: string }[] {
    return [...this.#next].map(([partition, offset]) => ({
      partition,
      offset: String(offset),
    }));
  }

  /** False for a record that was read before: it is fetched again after a seek. */
  pass(partition: number, offset: string): boolean {
    const position = BigInt(offset);
    if (position < (this.#next.get(partition) ?? 0n)) return false;
    this.#next.set(partition, position + 1n);
    return true;
  }

  /** Whether a record was written after the tail was opened. */
  isLive(partition: number, offset: string): boolean {
    return BigInt(offset) >= (this.#highs.get(partition) ?? 0n);
  }
}
