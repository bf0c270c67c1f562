import { known } from '@backstage-realtime/plugin-realtime-common';
import type { TopicPartitions } from '../../../sources/kafka/requests/FormWriter';
import { END } from './offsetParts';
import { PartitionTable } from './PartitionTable';
import type { Leaders } from './Layout';
import type { CommitReadings } from './readCommits';
import { readOffsets, type OffsetReadings } from './readOffsets';
import type { Round } from './Round';

/** Offsets that topics being read told by themselves, and who is left to ask. */
export interface Tailed {
  rest: Leaders;
  starts: PartitionTable<bigint>;
  ends: PartitionTable<bigint>;
  stableEnds: PartitionTable<bigint>;
}

/** A topic that somebody watches costs no question: the answers to its fetches say where it ends. */
export function takeTailed(round: Round, leaders: Leaders): Tailed {
  const tailed = {
    starts: new PartitionTable<bigint>(),
    ends: new PartitionTable<bigint>(),
    stableEnds: new PartitionTable<bigint>(),
  };
  if (!round.hasFetchedEnds) return { rest: leaders, ...tailed };
  const rest = filterLeaders(leaders, (topic, partition) => {
    const told = round.fetchedEnd(topic, partition);
    if (!told) return true;
    tailed.starts.set(topic, partition, known(told.start));
    tailed.ends.set(topic, partition, known(told.end));
    tailed.stableEnds.set(topic, partition, known(told.stableEnd));
    return false;
  });
  return { rest, ...tailed };
}

/**
 * A fetch may have been answered before the commit it is compared with was made.
 * Where a commit is past such an end, the end is asked for after all: only then
 * is a commit beyond the end evidence.
 */
export async function askOvertaken(
  round: Round,
  leaders: Leaders,
  { rest }: Tailed,
  commits: CommitReadings,
  [, ends]: ReadonlyArray<OffsetReadings<bigint>>,
): Promise<void> {
  if (rest === leaders) return;
  const tables = [...commits.values()].flatMap(each =>
    each.known ? [each.value] : [],
  );
  const overtaken = filterLeaders(leaders, (topic, partition) => {
    const end = ends.table.get(topic, partition);
    return tables.some(table => {
      const committed = table.get(topic, partition);
      return end.known && committed.known && committed.value > end.value;
    });
  });
  if (overtaken.size > 0) await readOffsets(round, overtaken, END, ends.table);
}

/** The same leaders when nothing is left out; without those that lead nothing that is kept. */
function filterLeaders(
  leaders: Leaders,
  keeps: (topic: string, partition: number) => boolean,
): Leaders {
  const kept = new Map<number, TopicPartitions[]>();
  for (const [leader, topics] of leaders) {
    const left = topics
      .map(({ topic, partitions }) => ({
        topic,
        partitions: partitions.filter(id => keeps(topic, id)),
      }))
      .filter(({ partitions }) => partitions.length > 0);
    if (left.length > 0) kept.set(leader, left);
  }
  return sizeOf(kept) === sizeOf(leaders) ? leaders : kept;
}

function sizeOf(leaders: Leaders): number {
  return [...leaders.values()]
    .flat()
    .reduce((sum, { partitions }) => sum + partitions.length, 0);
}
