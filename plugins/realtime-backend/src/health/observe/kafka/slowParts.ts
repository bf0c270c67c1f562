import type { Reading } from '@backstage-realtime/plugin-realtime-common';
import type { ClusterMetadata } from '../../../sources/kafka/requests/metadata';
import type { TopicConfigs } from '../../observation';
import type { Coordinators } from './coordinators';
import { listByLeader, listPartitions } from './Layout';
import type { ObserveContext } from './observe';
import type { RecordTimes } from './ObserverMemory';
import { readTimes } from './offsetParts';
import { PartitionTable } from './PartitionTable';
import { readConfigs } from './readConfigs';
import { readGroups, type GroupReading } from './readGroups';
import { readLogDirs, type DiskReadings } from './readLogDirs';

/** Parts of an observation that are asked for less often than it is made. */
export interface SlowParts {
  configs: ReadonlyMap<string, Reading<TopicConfigs>>;
  disks: DiskReadings;
  groups: ReadonlyMap<string, GroupReading>;
  times: RecordTimes;
}

/** Each part from memory, or asked for when it is due; all at the same time. */
export async function readSlowParts(
  context: ObserveContext,
  layout: ClusterMetadata,
  coordinators: Coordinators,
): Promise<SlowParts> {
  const { round, plan, memory, nowMs } = context;
  const topics = listPartitions(layout);
  const names = topics.map(({ topic }) => topic);
  const brokers = layout.brokers.map(({ nodeId }) => nodeId);
  const [configs, disks, groups, times] = await Promise.all([
    memory.configs.get(
      nowMs,
      plan.configsMs,
      () => readConfigs(round, names),
      read => names.every(topic => read.has(topic)),
    ),
    memory.disks.get(nowMs, plan.logDirsMs, () =>
      readLogDirs(round, brokers, topics),
    ),
    memory.groups.get(nowMs, plan.groupsMs, () =>
      readGroups(round, coordinators, memory),
    ),
    memory.rounds === 0
      ? {
          oldest: new PartitionTable<number>(),
          newest: new PartitionTable<number>(),
        }
      : memory.times.get(nowMs, plan.timesMs, () =>
          readTimes(round, listByLeader(layout)),
        ),
  ]);
  return { configs, disks, groups, times };
}
