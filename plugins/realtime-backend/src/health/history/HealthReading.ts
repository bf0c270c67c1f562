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

/** What is kept of a group on a topic; arrays by partition number. */
export interface GroupTopicReading {
  committed: Numbers;
  lagMs: Numbers;
}

/** What is kept of a group. */
export interface GroupReading {
  membership?: string;
  state?: string;
  topics: Record<string, GroupTopicReading>;
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
  ) => toColumn(partitions, each => toNumber(read(each)));
  return {
    start: column(each => each.start),
    end: column(each => each.end),
    stableEnd: column(each => each.stableEnd),
    sizeBytes: column(each => each.sizeBytes),
  };
}

function ofGroup(group: GroupObservation): GroupReading {
  const topics = new Map<string, GroupOffset[]>();
  for (const offset of group.offsets) {
    const known = topics.get(offset.topic);
    if (known) known.push(offset);
    else topics.set(offset.topic, [offset]);
  }
  return {
    state: group.state.known ? group.state.value : undefined,
    membership: membershipOf(group),
    topics: Object.fromEntries(
      [...topics].map(([topic, offsets]) => [topic, ofOffsets(offsets)]),
    ),
  };
}

function ofOffsets(offsets: readonly GroupOffset[]): GroupTopicReading {
  return {
    committed: toColumn(offsets, each => toNumber(each.committed)),
    lagMs: toColumn(offsets, each => lagMsOf(each.lagTime)),
  };
}

function toColumn<T extends { partition: number }>(
  items: readonly T[],
  read: (item: T) => number | null,
): Numbers {
  let length = 0;
  for (const { partition } of items) length = Math.max(length, partition + 1);
  const column: Numbers = new Array(length).fill(null);
  for (const item of items) column[item.partition] = read(item);
  return column;
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
