import type { Reading } from '@backstage-realtime/plugin-realtime-common';
import type { TopicPartitions } from '../../../sources/kafka/requests/FormWriter';
import { Slices } from '../../../sources/kafka/requests/Slices';
import { addTo, type Leaders, type TopicPartition } from './Layout';
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
    await slices.each(
      pairsOf(topics, tables),
      ({ topic, partition, table }) => {
        const committed = table.get(topic, partition);
        const target = toTarget(input, { topic, partition }, committed);
        const found = target && findTime(memory, target);
        if (target && !found) addTo(targets, leader, target);
      },
    );
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

/** Partitions with the groups that committed on their topic. */
function* pairsOf(topics: readonly TopicPartitions[], tables: TablesByTopic) {
  for (const { topic, partitions } of topics) {
    for (const table of tables.get(topic) ?? []) {
      for (const partition of partitions) yield { topic, partition, table };
    }
  }
}

/** undefined when nothing lags, or the committed offset is gone from the log. */
function toTarget(
  { starts, ends }: LagTimeInput,
  at: TopicPartition,
  committed: Reading<bigint>,
): LagTarget | undefined {
  const start = starts.get(at.topic, at.partition);
  const end = ends.get(at.topic, at.partition);
  if (!committed.known || !start.known || !end.known) return undefined;
  const isLagging =
    committed.value >= start.value && committed.value < end.value;
  return isLagging
    ? { ...at, committed: committed.value, end: end.value }
    : undefined;
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
