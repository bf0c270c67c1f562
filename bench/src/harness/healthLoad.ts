/** Shape of the cluster whose health is read: each group reads its own share of the topics. */
export const HEALTH_LOAD = {
  topics: 1_000,
  partitions: 10,
  groups: 50,
} as const;

/** Records in each partition of the first topic of every group; the other topics are empty. All are committed. */
export const RECORDS_EACH = 3;

/** A consumer group, with the topics it committed on. */
export interface GroupReading {
  group: string;
  topics: string[];
}

/** What subjects are told to read. */
export interface HealthRequest {
  bootstrap: string;
  groups: GroupReading[];
}

export function planGroups(prefix: string): GroupReading[] {
  const { topics, groups } = HEALTH_LOAD;
  const each = topics / groups;
  return Array.from({ length: groups }, (_, group) => ({
    group: `${prefix}_group_${group}`,
    topics: Array.from(
      { length: each },
      (_unused, i) => `${prefix}_${group * each + i}`,
    ),
  }));
}

/** Offsets that were read, and their sum: a subject that reads zeros where records are is found out. */
export interface OffsetSums {
  known: number;
  sum: number;
}

export const EXPECTED: OffsetSums = {
  known: HEALTH_LOAD.topics * HEALTH_LOAD.partitions,
  sum: HEALTH_LOAD.groups * HEALTH_LOAD.partitions * RECORDS_EACH,
};

/** `-1` is how kafkajs says that there is no offset. */
export function sumUp(
  offsets: ReadonlyArray<string | bigint | undefined>,
): OffsetSums {
  const known = offsets
    .map(offset => Number(offset ?? -1))
    .filter(offset => offset >= 0);
  return {
    known: known.length,
    sum: known.reduce((sum, offset) => sum + offset, 0),
  };
}
