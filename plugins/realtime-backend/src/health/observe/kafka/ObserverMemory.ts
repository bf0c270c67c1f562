import type {
  GroupType,
  Reading,
} from '@backstage-realtime/plugin-realtime-common';
import type { ClusterCalls } from '../../../sources/kafka/admin/ClusterCalls';
import type { ClusterMetadata } from '../../../sources/kafka/requests/metadata';
import type { Observation, TopicConfigs } from '../../observation';
import type { DiskReadings } from './readLogDirs';
import type { CommitReadings } from './readCommits';
import type { GroupReading } from './readGroups';
import { LagTimeCache } from './LagTimeCache';
import type { PartitionTable } from './PartitionTable';
import { Periodic } from './Periodic';

/** Times of the oldest and newest record by partition, in ms since 1970. */
export interface RecordTimes {
  oldest: PartitionTable<number>;
  newest: PartitionTable<number>;
}

/** Log starts and last stable offsets, read with `layout`. */
export interface Bounds {
  starts: PartitionTable<bigint>;
  stableEnds: PartitionTable<bigint>;
}

/**
 * What an observer keeps between two observations of one scope, so that a warm
 * one asks only what changes. Bounded by the scope.
 */
export class ObserverMemory {
  /** Observations so far. */
  rounds = 0;
  /** Through which `layout` was read: another connection does not know the brokers yet. */
  cluster?: ClusterCalls;
  layout?: ClusterMetadata;
  /** The last observation, when no broker answered it. */
  refusal?: Observation;
  /** Brokers that metadata listed not long ago. */
  readonly brokers = new Map<number, { rack: string; listedAtMs: number }>();
  readonly coordinators = new Map<string, number>();
  /** Of the observation before. */
  commits?: CommitReadings;
  bounds?: Bounds;
  readonly types = new Map<string, GroupType>();
  readonly configs = new Periodic<Map<string, Reading<TopicConfigs>>>();
  readonly disks = new Periodic<DiskReadings>();
  readonly groups = new Periodic<Map<string, GroupReading>>();
  readonly times = new Periodic<RecordTimes>();
  readonly lagTimes = new LagTimeCache();
}
