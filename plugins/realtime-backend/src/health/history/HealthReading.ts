import { createHash } from 'node:crypto';
import type { Reading } from '@backstage-realtime/plugin-realtime-common';
import type {
  GroupMember,
  GroupObservation,
  GroupOffset,
  Observation,
  PartitionObservation,
  TopicObservation,
} from '../observation';

type Numbers = Array<number | null>;

/** What is kept of a topic; arrays by partition number, null where not known. */
export interface TopicReading {
  start: Numbers;
  end: Numbers;
  stableEnd: Numbers;
  sizeBytes: Numbers;
}

/** What is kept of a group; arrays by partition number. */
export interface GroupReading {
  membership?: string;
  state?: string;
  topics: Record<string, { committed: Numbers; lagMs: Numbers }>;
}

/** What is kept of one observation: numbers only, small enough for a row. */
export interface HealthReading {
  atMs: number;
  topics: Record<string, TopicReading>;
  groups: Record<string, GroupReading>;
  disks: Array<{
    broker: number;
    path: string;
    totalBytes?: number;
    usableBytes?: number;
  }>;
}

/** The part of an observation that trends are made from. */
export function toReading(observation: Observation): HealthReading {
  const { atMs, topics, groups, logDirs } = observation;
  return {
    atMs,
    topics: Object.fromEntries(topics.map(each => [each.topic, ofTopic(each)])),
    groups: Object.fromEntries(groups.map(each => [each.group, ofGroup(each)])),
    disks: logDirs.map(({ broker, path, totalBytes, usableBytes }) => ({
      broker,
      path,
      totalBytes,
      usableBytes,
    })),
  };
}

function ofTopic({ partitions }: TopicObservation): TopicReading {
  const column = (
    read: (partition: PartitionObservation) => Reading<bigint | number>,
  ) =>
    toColumn(
      partitions,
      each => each.partition,
      each => toNumber(read(each)),
    );
  return {
    start: column(each => each.start),
    end: column(each => each.end),
    stableEnd: column(each => each.stableEnd),
    sizeBytes: column(each => each.sizeBytes),
  };
}

function ofGroup(group: GroupObservation): GroupReading {
  const names = [...new Set(group.offsets.map(each => each.topic))];
  return {
    state: group.state.known ? group.state.value : undefined,
    membership: membershipOf(group),
    topics: Object.fromEntries(
      names.map(topic => {
        const offsets = group.offsets.filter(each => each.topic === topic);
        const column = (
          read: (each: (typeof offsets)[number]) => number | null,
        ) => toColumn(offsets, each => each.partition, read);
        return [
          topic,
          {
            committed: column(each => toNumber(each.committed)),
            lagMs: column(each => lagMsOf(each.lagTime)),
          },
        ];
      }),
    ),
  };
}

function toColumn<T>(
  items: readonly T[],
  index: (item: T) => number,
  read: (item: T) => number | null,
): Numbers {
  const column: Numbers = [];
  for (const item of items) column[index(item)] = read(item);
  return Array.from(column, value => value ?? null);
}

function lagMsOf(lag: GroupOffset['lagTime']): number | null {
  return lag?.known ? lag.value.ms : null;
}

/** Offsets stay exact up to 2^53, which takes a million records a second 285 years. */
function toNumber(reading: Reading<bigint | number>): number | null {
  return reading.known ? Number(reading.value) : null;
}

/** Changes when members come, go or swap partitions. */
function membershipOf({
  epoch,
  members,
}: GroupObservation): string | undefined {
  if (epoch !== undefined) return `epoch ${epoch}`;
  if (!members.known) return undefined;
  const text = members.value.map(describeMember).sort().join('\n');
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}

function describeMember({ id, assignments }: GroupMember): string {
  return `${id} ${JSON.stringify(assignments)}`;
}
