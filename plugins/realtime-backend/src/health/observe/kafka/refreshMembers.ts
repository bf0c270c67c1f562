import { turns } from '../../../sources/kafka/requests/Slices';
import type { Coordinators } from './coordinators';
import type { ObserveContext } from './observe';
import type { PartitionTable, Row } from './PartitionTable';
import type { CommitReadings } from './readCommits';
import { readGroups, type GroupReading } from './readGroups';

export interface Standing {
  commits: CommitReadings;
  ends: PartitionTable<bigint>;
}

/**
 * Members are read less often than offsets, as they seldom change. A group that
 * is behind and did not commit since the reading before is described at once:
 * whether it hangs or is gone decides what is said of it, and an answer of half
 * a minute ago would say the wrong thing first. One request more a coordinator,
 * and none where the members were read this time anyway.
 */
export async function refreshMembers(
  { round, memory, nowMs }: ObserveContext,
  coordinators: Coordinators,
  standing: Standing,
  groups: ReadonlyMap<string, GroupReading>,
): Promise<ReadonlyMap<string, GroupReading>> {
  const before = memory.commits;
  memory.commits = standing.commits;
  const readAtMs = memory.groups.readAtMs;
  if (!before || readAtMs === undefined || readAtMs === nowMs) return groups;
  const halted = await listHalted(standing, before);
  if (halted.length === 0) return groups;
  const asked = new Map(
    halted.flatMap(group => {
      const broker = coordinators.get(group);
      return broker ? [[group, broker] as const] : [];
    }),
  );
  const { value } = await readGroups(round, asked, memory);
  const all = new Map([...groups, ...value]);
  memory.groups.amend(all);
  return all;
}

/** Groups that are behind on a partition and stand there where they stood before. */
async function listHalted(
  { commits, ends }: Standing,
  before: CommitReadings,
): Promise<string[]> {
  const halted: string[] = [];
  for (const [group, now] of commits) {
    const then = before.get(group);
    if (!now.known || !then?.known) continue;
    const topics = [...now.value.topics];
    const isHalted = topics.some(topic =>
      standsAnywhere(
        now.value.row(topic).values,
        then.value.row(topic).values,
        ends.row(topic).values,
      ),
    );
    if (isHalted) halted.push(group);
    if (turns.isOver()) await turns.next();
  }
  return halted;
}

type Offsets = Row<bigint>['values'];

function standsAnywhere(now: Offsets, before: Offsets, ends: Offsets): boolean {
  return now.some((offset, partition) => {
    const end = ends[partition];
    if (!offset?.known || !end?.known || offset.value >= end.value)
      return false;
    const then = before[partition];
    return then?.known === true && then.value === offset.value;
  });
}
