import type {
  DiskSample,
  GroupSample,
  HealthHistory,
  MembershipSample,
  PartitionSample,
} from './HealthHistory';
import type { HealthReading } from './HealthReading';

const HOUR_MS = 60 * 60_000;

/** Every reading is kept this long, then one in {@link COARSE_STEP_MS}. */
export const FINE_MS = 3 * HOUR_MS;

/** How far back anything is known. */
export const COARSE_MS = 24 * HOUR_MS;

/** Distance of readings older than {@link FINE_MS}. */
export const COARSE_STEP_MS = 5 * 60_000;

/** Numbers kept of one system and entity; beyond it the oldest readings go first. */
const MAX_CELLS = 2_000_000;

/**
 * Readings of one entity by system, oldest first, thinned and bounded: 3 h in
 * full, 24 h at 5 min, at most two million numbers a system.
 */
export class ReadingHistory implements HealthHistory {
  private readonly readings = new Map<string, HealthReading[]>();

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
  }

  latest(system: string): HealthReading | undefined {
    return this.readings.get(system)?.at(-1);
  }

  partition(
    system: string,
    topic: string,
    partition: number,
  ): readonly PartitionSample[] {
    return this.select(system, reading => {
      const columns = reading.topics[topic];
      return (
        columns && {
          atMs: reading.atMs,
          start: columns.start[partition] ?? undefined,
          end: columns.end[partition] ?? undefined,
          stableEnd: columns.stableEnd[partition] ?? undefined,
          sizeBytes: columns.sizeBytes[partition] ?? undefined,
        }
      );
    });
  }

  group(
    system: string,
    group: string,
    topic: string,
    partition: number,
  ): readonly GroupSample[] {
    return this.select(system, reading => {
      const columns = reading.groups[group]?.topics[topic];
      return (
        columns && {
          atMs: reading.atMs,
          committed: columns.committed[partition] ?? undefined,
          end: reading.topics[topic]?.end[partition] ?? undefined,
          lagMs: columns.lagMs[partition] ?? undefined,
        }
      );
    });
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
  const most = newest ? Math.max(60, MAX_CELLS / cellsOf(newest)) : 0;
  return sorted.slice(-Math.floor(most));
}

function cellsOf({ topics, groups }: HealthReading): number {
  const ofTopics = Object.values(topics).map(each => each.end.length * 4);
  const ofGroups = Object.values(groups).flatMap(each =>
    Object.values(each.topics).map(topic => topic.committed.length * 2),
  );
  return 1 + [...ofTopics, ...ofGroups].reduce((sum, cells) => sum + cells, 0);
}
