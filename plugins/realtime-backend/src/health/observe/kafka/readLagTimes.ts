import type { TopicPartitions } from '../../../sources/kafka/requests/FormWriter';
import { Slices } from '../../../sources/kafka/requests/Slices';
import { addTo, type Leaders } from './Layout';
import type { FoundTime } from './LagTimeCache';
import { searchLagTimes, type LagTarget } from './lagTimes';
import type { ObservePlan } from './ObservePlan';
import type { ObserverMemory } from './ObserverMemory';
import type { CommitReadings } from './readCommits';
import { readBatches } from './readBatches';
import type { PartitionTable } from './PartitionTable';
import type { Round } from './Round';

export interface LagTimeInput {
  round: Round;
  leaders: Leaders;
  commits: CommitReadings;
  starts: PartitionTable<bigint>;
  ends: PartitionTable<bigint>;
  plan: ObservePlan;
  memory: ObserverMemory;
  nowMs: number;
}

/** Fills the cache with the times of the committed offsets that lag; nothing is asked for those in it. */
export async function readLagTimes(input: LagTimeInput): Promise<void> {
  const { round, plan, memory, nowMs } = input;
  const cache = memory.lagTimes;
  if (plan.isReadAllowed) {
    await readBatches(
      round,
      await findTargets(input),
      plan.maxBatchReads,
      cache,
    );
  }
  await searchLagTimes(round, await findTargets(input), plan, nowMs, cache);
}

async function findTargets(
  input: LagTimeInput,
): Promise<Map<number, LagTarget[]>> {
  const { leaders, commits, memory } = input;
  const tables = byTopic(commits);
  const targets = new Map<number, LagTarget[]>();
  const slices = new Slices();
  for (const [leader, topics] of leaders) {
    for (const topic of topics) {
      for (const table of tables.get(topic.topic) ?? []) {
        for (const target of listLagging(input, topic, table)) {
          if (!findTime(memory, target)) addTo(targets, leader, target);
        }
        if (slices.isDue(topic.partitions.length)) await slices.pause();
      }
    }
  }
  return targets;
}

type TablesByTopic = ReadonlyMap<string, ReadonlyArray<PartitionTable<bigint>>>;

/** Commits of the groups that committed on each topic. */
function byTopic(commits: CommitReadings): TablesByTopic {
  const tables = new Map<string, Array<PartitionTable<bigint>>>();
  for (const each of commits.values()) {
    if (!each.known) continue;
    for (const topic of each.value.topics) addTo(tables, topic, each.value);
  }
  return tables;
}

/** Partitions where records wait behind a committed offset that is still in the log. */
function listLagging(
  { starts, ends }: LagTimeInput,
  { topic, partitions }: TopicPartitions,
  table: PartitionTable<bigint>,
): LagTarget[] {
  const lagging: LagTarget[] = [];
  const { values } = table.row(topic);
  const endOf = ends.row(topic).values;
  const startOf = starts.row(topic).values;
  for (const partition of partitions) {
    const committed = values[partition];
    const end = endOf[partition];
    if (!committed?.known || !end?.known) continue;
    if (committed.value >= end.value) continue;
    const start = startOf[partition];
    if (!start?.known || committed.value < start.value) continue;
    const target = { committed: committed.value, end: end.value };
    lagging.push({ topic, partition, ...target });
  }
  return lagging;
}

/** What is known of a target; the proof that only markers are left ends with the end it was made for. */
export function findTime(
  { lagTimes }: ObserverMemory,
  { topic, partition, committed, end }: LagTarget,
): FoundTime | undefined {
  const found = lagTimes.get(topic, partition, committed);
  const isStale =
    found?.recordMs === undefined && end > (found?.onlyControlTo ?? -1n);
  return isStale ? undefined : found;
}
