interface End {
  partition: number;
  high: string;
}

interface Committed {
  partition: number;
  /** "-1" when the group has committed nothing. */
  offset: string;
}

export interface PartitionLag {
  partition: number;
  /** Records; undefined when the group has committed nothing: not the same as 0. */
  lag: number | undefined;
}

/** Offsets are 64 bit, so they are compared as BigInt; a lag fits a number. */
export function computeLag(
  ends: readonly End[],
  committed: readonly Committed[],
): PartitionLag[] {
  const offsets = new Map(committed.map((one) => [one.partition, one.offset]));
  return ends.map(({ partition, high }) => {
    const offset = BigInt(offsets.get(partition) ?? "-1");
    const behind = BigInt(high) - offset;
    const lag = behind > 0n ? Number(behind) : 0;
    return { partition, lag: offset < 0n ? undefined : lag };
  });
}
