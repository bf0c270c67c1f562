import type { Reading } from '@backstage-realtime/plugin-realtime-common';
import { addTo, type TopicPartition } from './Layout';
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
  leaders: ReadonlyMap<number, readonly TopicPartition[]>;
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
    await readBatches(round, findTargets(input), plan.maxBatchReads, cache);
  }
  await searchLagTimes(round, findTargets(input), plan, nowMs, cache);
}

function findTargets(input: LagTimeInput): Map<number, LagTarget[]> {
  const { leaders, commits, memory } = input;
  const tables = [...commits.values()].flatMap(each =>
    each.known ? [each.value] : [],
  );
  const targets = new Map<number, LagTarget[]>();
  for (const [leader, partitions] of leaders) {
    for (const at of partitions) {
      for (const table of tables) {
        const target = toTarget(input, at, table.get(at.topic, at.partition));
        const found = target && findTime(memory, target);
        if (target && !found) addTo(targets, leader, target);
      }
    }
  }
  return targets;
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
