import {
  known,
  type Reading,
} from '@backstage-realtime/plugin-realtime-common';
import type { TopicPartitions } from '../../../sources/kafka/requests/FormWriter';
import { Slices } from '../../../sources/kafka/requests/Slices';
import type {
  GroupObservation,
  GroupOffset,
  ObservedLagTime,
} from '../../observation';
import type { ObserverMemory } from './ObserverMemory';
import type { PartitionTable } from './PartitionTable';
import type { CommitReadings } from './readCommits';
import type { GroupReading } from './readGroups';
import { findTime } from './readLagTimes';
import { NOT_ASKED } from './reasons';

export interface GroupParts {
  commits: CommitReadings;
  groups: ReadonlyMap<string, GroupReading>;
  ends: PartitionTable<bigint>;
  topics: readonly TopicPartitions[];
  memory: ObserverMemory;
  nowMs: number;
}

/** Every group of the scope, in its order. */
export async function buildGroups(
  names: readonly string[],
  parts: GroupParts,
): Promise<GroupObservation[]> {
  const slices = new Slices();
  const groups: GroupObservation[] = [];
  for (const group of names) {
    const reading = parts.groups.get(group);
    groups.push({
      group,
      type: reading?.type ?? 'unknown',
      state: reading?.state ?? NOT_ASKED,
      ...(reading?.epoch !== undefined && { epoch: reading.epoch }),
      members: reading?.members ?? NOT_ASKED,
      offsets: await buildOffsets(group, reading, parts, slices),
    });
  }
  return groups;
}

/**
 * A group gets rows for the topics it has something to do with: it committed or
 * is assigned there, or what it committed is not known. One that has nothing to
 * do with any topic of the scope gets rows for all of them. A share group keeps
 * no committed offsets, so it has no rows.
 */
async function buildOffsets(
  group: string,
  reading: GroupReading | undefined,
  parts: GroupParts,
  slices: Slices,
): Promise<GroupOffset[]> {
  if (reading?.type === 'share') return [];
  const commits = parts.commits.get(group) ?? NOT_ASKED;
  const readOffset = (topic: string, partition: number): Reading<bigint> =>
    commits.known ? commits.value.get(topic, partition) : commits;
  const assigned = listAssigned(reading);
  const own = parts.topics.filter(
    ({ topic, partitions }) =>
      assigned.has(topic) ||
      partitions.some(id => !isNoCommit(readOffset(topic, id))),
  );
  const offsets: GroupOffset[] = [];
  for (const { topic, partitions } of own.length > 0 ? own : parts.topics) {
    await slices.each(partitions, partition => {
      const committed = readOffset(topic, partition);
      offsets.push(buildOffset({ topic, partition, committed }, parts));
    });
  }
  return offsets;
}

function listAssigned(reading?: GroupReading): ReadonlySet<string> {
  if (!reading?.members.known) return new Set();
  return new Set(
    reading.members.value.flatMap(({ assignments }) =>
      assignments.map(({ topic }) => topic),
    ),
  );
}

function isNoCommit(offset: Reading<bigint>): boolean {
  return !offset.known && offset.missing.code === 'no-commit';
}

function buildOffset(
  row: GroupOffset,
  { ends, memory, nowMs }: GroupParts,
): GroupOffset {
  const { topic, partition, committed } = row;
  const end = ends.get(topic, partition);
  if (!committed.known || !end.known || committed.value >= end.value) {
    return row;
  }
  const target = { topic, partition, committed: committed.value };
  const found = findTime(memory, { ...target, end: end.value });
  if (!found) return row;
  if (found.recordMs === undefined) return { ...row, isOnlyControl: true };
  const lagTime = toLagTime(found.recordMs, found.method, nowMs);
  return { ...row, lagTime };
}

function toLagTime(
  recordMs: number,
  method: ObservedLagTime['method'],
  nowMs: number,
): Reading<ObservedLagTime> {
  return known({ ms: Math.max(0, nowMs - recordMs), method });
}
