/** What is remembered of a partition at one time. */
export interface PartitionSample {
  atMs: number;
  start?: number;
  end?: number;
  stableEnd?: number;
  sizeBytes?: number;
}

/** What is remembered of a group on a partition at one time. */
export interface GroupSample {
  atMs: number;
  committed?: number;
  end?: number;
  lagMs?: number;
}

/** What is remembered of a group as a whole. */
export interface MembershipSample {
  atMs: number;
  /** Hash of member ids, or the epoch. */
  membership?: string;
  state?: string;
}

/** Free and total bytes of a log directory at one time. */
export interface DiskSample {
  atMs: number;
  totalBytes?: number;
  usableBytes?: number;
}

/**
 * Readings of the past, oldest first: 3 h at 15 s, then 24 h at 5 min. Gaps are
 * gaps: a time without a reading has no sample. Offsets are exact up to 2^53.
 */
export interface HealthHistory {
  partition(
    system: string,
    topic: string,
    partition: number,
  ): readonly PartitionSample[];
  group(
    system: string,
    group: string,
    topic: string,
    partition: number,
  ): readonly GroupSample[];
  membership(system: string, group: string): readonly MembershipSample[];
  disk(system: string, broker: number, path: string): readonly DiskSample[];
}
