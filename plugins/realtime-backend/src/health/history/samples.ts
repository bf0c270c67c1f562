import type { GroupSample, PartitionSample } from './HealthHistory';
import type { GroupTopicReading, TopicReading } from './HealthReading';

/** Columns of one topic at one time. */
export interface TopicPast {
  atMs: number;
  columns: TopicReading;
}

/** Columns of a group on one topic at one time, and of the topic where it was read then. */
export interface GroupPast {
  atMs: number;
  columns: GroupTopicReading;
  topic?: TopicReading;
}

/**
 * A sample is a view of the columns and copies nothing: an evaluation of ten
 * thousand partitions makes a million of them and looks at few of their numbers.
 */
export function viewPartition(
  pasts: readonly TopicPast[],
  partition: number,
): PartitionSample[] {
  return pasts.map(past => new PartitionView(past, partition));
}

/** As {@link viewPartition}, of a group. */
export function viewGroup(
  pasts: readonly GroupPast[],
  partition: number,
): GroupSample[] {
  return pasts.map(past => new GroupView(past, partition));
}

class PartitionView implements PartitionSample {
  constructor(
    private readonly past: TopicPast,
    private readonly partition: number,
  ) {}

  get atMs(): number {
    return this.past.atMs;
  }

  get start(): number | undefined {
    return this.past.columns.start[this.partition] ?? undefined;
  }

  get end(): number | undefined {
    return this.past.columns.end[this.partition] ?? undefined;
  }

  get stableEnd(): number | undefined {
    return this.past.columns.stableEnd[this.partition] ?? undefined;
  }

  get sizeBytes(): number | undefined {
    return this.past.columns.sizeBytes[this.partition] ?? undefined;
  }
}

class GroupView implements GroupSample {
  constructor(
    private readonly past: GroupPast,
    private readonly partition: number,
  ) {}

  get atMs(): number {
    return this.past.atMs;
  }

  get committed(): number | undefined {
    return this.past.columns.committed[this.partition] ?? undefined;
  }

  get end(): number | undefined {
    return this.past.topic?.end[this.partition] ?? undefined;
  }

  get lagMs(): number | undefined {
    return this.past.columns.lagMs[this.partition] ?? undefined;
  }
}
