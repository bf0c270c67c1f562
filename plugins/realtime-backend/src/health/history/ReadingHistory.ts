import type {
  DiskSample,
  GroupSample,
  HealthHistory,
  MembershipSample,
  PartitionSample,
} from './HealthHistory';
import type { HealthReading } from './HealthReading';
import {
  viewGroup,
  viewPartition,
  type GroupPast,
  type TopicPast,
} from './samples';

const HOUR_MS = 60 * 60_000;

/** Every reading is kept this long, then one in {@link COARSE_STEP_MS}. */
export const FINE_MS = 3 * HOUR_MS;

/** How far back anything is known. */
export const COARSE_MS = 24 * HOUR_MS;

/** Distance of readings older than {@link FINE_MS}. */
export const COARSE_STEP_MS = 5 * 60_000;

/** Numbers kept of one system and entity; beyond it the oldest readings go first. */
const MAX_CELLS = 2_000_000;

/** Fewer could not tell the trend of the last minutes, so these stay whatever they hold. */
const MIN_READINGS = 24;

/**
 * Readings of one entity by system, oldest first, thinned and bounded: 3 h in
 * full, 24 h at 5 min, at most two million numbers a system, or 24 readings.
 */
export class ReadingHistory implements HealthHistory {
  private readonly readings = new Map<string, HealthReading[]>();
  /** Columns by system and what they are of, found once until the next reading. */
  private readonly topicPasts = new Map<string, TopicPast[]>();
  private readonly groupPasts = new Map<string, GroupPast[]>();

  static create(): ReadingHistory {
    return new ReadingHistory();
  }

  private constructor() {}

  /** Readings may come late or twice: another replica wrote them, or a restart reads them back. */
  add(system: string, ...more: HealthReading[]): void {
    const all = [...(this.readings.get(system) ?? []), ...more];
    const byTime = new Map(all.map(reading => [reading.atMs, reading]));
    const sorted = [...byTime.values()].sort((a, b) => a.atMs - b.atMs);
    this.readings.set(system, bound(thin(sorted)));
    this.topicPasts.clear();
    this.groupPasts.clear();
  }

  latest(system: string): HealthReading | undefined {
    return this.readings.get(system)?.at(-1);
  }

  partition(
    system: string,
    topic: string,
    partition: number,
  ): readonly PartitionSample[] {
    const key = JSON.stringify([system, topic]);
    const pasts =
      this.topicPasts.get(key) ??
      this.select(system, ({ atMs, topics }) => {
        const columns = topics[topic];
        return columns && { atMs, columns };
      });
    this.topicPasts.set(key, pasts);
    return viewPartition(pasts, partition);
  }

  group(
    system: string,
    group: string,
    topic: string,
    partition: number,
  ): readonly GroupSample[] {
    const key = JSON.stringify([system, group, topic]);
    const pasts =
      this.groupPasts.get(key) ??
      this.select(system, ({ atMs, topics, groups }) => {
        const columns = groups[group]?.topics[topic];
        return columns && { atMs, columns, topic: topics[topic] };
      });
    this.groupPasts.set(key, pasts);
    return viewGroup(pasts, partition);
  }

  membership(system: string, group: string): readonly MembershipSample[] {
    return this.select(system, ({ atMs, groups }) => {
      const reading = groups[group];
      return (
        reading && {
          atMs,
          membership: reading.membership,
          state: reading.state,
        }
      );
    });
  }

  disk(system: string, broker: number, path: string): readonly DiskSample[] {
    return this.select(system, ({ atMs, disks }) => {
      const found = disks.find(
        disk => disk.broker === broker && disk.path === path,
      );
      return (
        found && {
          atMs,
          totalBytes: found.totalBytes,
          usableBytes: found.usableBytes,
        }
      );
    });
  }

  private select<T>(
    system: string,
    read: (reading: HealthReading) => T | undefined,
  ): T[] {
    return (this.readings.get(system) ?? []).flatMap(reading => {
      const sample = read(reading);
      return sample ? [sample] : [];
    });
  }
}

/** One reading in five minutes for what is older than three hours; nothing older than a day. */
function thin(sorted: HealthReading[]): HealthReading[] {
  const newestMs = sorted.at(-1)?.atMs ?? 0;
  let bucket: number | undefined;
  return sorted.filter(({ atMs }) => {
    const age = newestMs - atMs;
    if (age <= FINE_MS) return true;
    const own = Math.floor(atMs / COARSE_STEP_MS);
    const isFirst = own !== bucket;
    bucket = own;
    return isFirst && age <= COARSE_MS;
  });
}

function bound(sorted: HealthReading[]): HealthReading[] {
  const newest = sorted.at(-1);
  const most = newest ? Math.max(MIN_READINGS, MAX_CELLS / cellsOf(newest)) : 0;
  return sorted.slice(-Math.floor(most));
}

function cellsOf({ topics, groups }: HealthReading): number {
  const ofTopics = Object.values(topics).map(each => each.end.length * 4);
  const ofGroups = Object.values(groups).flatMap(each =>
    Object.values(each.topics).map(topic => topic.committed.length * 2),
  );
  return 1 + [...ofTopics, ...ofGroups].reduce((sum, cells) => sum + cells, 0);
}
