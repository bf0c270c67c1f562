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
import type { PartitionTable, Row } from './PartitionTable';
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
  const scope = new Map(
    parts.topics.map((each, place) => [each.topic, { ...each, place }]),
  );
  const groups: GroupObservation[] = [];
  for (const group of names) {
    const reading = parts.groups.get(group);
    groups.push({
      group,
      type: reading?.type ?? 'unknown',
      state: reading?.state ?? NOT_ASKED,
      ...(reading?.epoch !== undefined && { epoch: reading.epoch }),
      members: reading?.members ?? NOT_ASKED,
      offsets: await buildOffsets(group, reading, { ...parts, scope }, slices),
    });
  }
  return groups;
}

/** Rows of a group that say nothing but why nothing is known end after about this many. */
const MAX_EMPTY_ROWS = 1_000;

/**
 * A group gets rows for the topics it has something to do with: it committed or
 * is assigned there. Where that is nowhere, or what it committed is not known,
 * the others follow, shortened. A share group keeps no committed offsets, so it
 * has no rows.
 */
async function buildOffsets(
  group: string,
  reading: GroupReading | undefined,
  parts: GroupParts & { scope: Scope },
  slices: Slices,
): Promise<GroupOffset[]> {
  if (reading?.type === 'share') return [];
  const commits = parts.commits.get(group) ?? NOT_ASKED;
  const offsets: GroupOffset[] = [];
  for (const own of listRows(parts.scope, commits, reading)) {
    const { topic } = own;
    const ends = parts.ends.row(topic);
    const { values, otherwise } = rowOf(commits, topic);
    for (const partition of own.partitions) {
      const committed = values[partition] ?? otherwise;
      const end = ends.values[partition] ?? ends.otherwise;
      offsets.push(buildOffset({ topic, partition, committed }, end, parts));
    }
    if (slices.isDue(own.partitions.length)) await slices.pause();
  }
  return offsets;
}

function rowOf(
  commits: Reading<PartitionTable<bigint>>,
  topic: string,
): Row<bigint> {
  return commits.known
    ? commits.value.row(topic)
    : { values: [], otherwise: commits };
}

/** Topics of the scope by name, each with its place in the list. */
type Scope = ReadonlyMap<string, TopicPartitions & { place: number }>;

/** Of fifty groups each has to do with a few of a thousand topics, so those are looked up and not the others passed over. */
function listRows(
  scope: Scope,
  commits: Reading<PartitionTable<bigint>>,
  reading: GroupReading | undefined,
): TopicPartitions[] {
  const own = new Set(
    listAssigned(reading).flatMap(name => scope.get(name) ?? []),
  );
  if (commits.known) {
    commits.value.topicsWhere(scope, isCommit).forEach(each => own.add(each));
  }
  const rows = [...own].sort((a, b) => a.place - b.place);
  if (commits.known && rows.length > 0) return rows;
  const others = [...scope.values()].filter(each => !own.has(each));
  return [...rows, ...shorten(others)];
}

/** Two topics at least: rows of a single one would say that it is the one the group reads. */
function shorten(topics: readonly TopicPartitions[]): TopicPartitions[] {
  let rows = 0;
  return topics.filter(({ partitions }, index) => {
    rows += partitions.length;
    return index < 2 || rows <= MAX_EMPTY_ROWS;
  });
}

function listAssigned(reading?: GroupReading): string[] {
  if (!reading?.members.known) return [];
  return reading.members.value.flatMap(({ assignments }) =>
    assignments.map(({ topic }) => topic),
  );
}

/** Also one that is withheld: the group may have committed there. */
function isCommit(offset: Reading<bigint>): boolean {
  return offset.known || offset.missing.code !== 'no-commit';
}

function buildOffset(
  row: GroupOffset,
  end: Reading<bigint>,
  { memory, nowMs }: GroupParts,
): GroupOffset {
  const { topic, partition, committed } = row;
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
