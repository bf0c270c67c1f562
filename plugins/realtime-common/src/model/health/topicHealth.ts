import type { Offset } from '../offset';
import type { CheckResult, CheckLimit, Verdict } from './check';
import type { Missing, Reading } from './reading';

/** How a time lag was found. `interval`: between two readings of our own. @public */
export type LagMethod = 'record' | 'offsets-at-time' | 'interval';

/** Age of the oldest record a group has not read, in ms. @public */
export interface LagTime {
  ms: number;
  method: LagMethod;
  /** The age is at least `ms`: our own readings do not reach further back. */
  isAtLeast?: boolean;
  /** Upper end, for the method `interval`. */
  upToMs?: number;
}

/** One partition in a strip. @public */
export interface PartitionHealth {
  partition: number;
  verdict: Verdict;
  start: Reading<Offset>;
  end: Reading<Offset>;
  /** Records a second. */
  rate: Reading<number>;
}

/** One topic of the entity. @public */
export interface TopicHealthRow {
  system: string;
  topic: string;
  verdict: Verdict;
  /** Key of the check that decides the verdict; missing when all is well. */
  worst?: string;
  partitions: PartitionHealth[];
  /** Records a second over the last two readings. */
  rate: Reading<number>;
  /** Records a second over the last 30 minutes, oldest first; null where nothing was read. */
  rates: SeriesPoint[];
  /** Age of the oldest record held, in ms, and the limit the topic is configured with. */
  heldMs: Reading<number>;
  retentionMs: Reading<number>;
  /** Share of what is held that the slowest group still has to read, 0..1. */
  retentionUsed: Reading<number>;
  sizeBytes: Reading<number>;
  /** Declared groups that read it. */
  groups: string[];
  /** Why it is not known whether other declared groups read it too. */
  groupsMissing?: Missing;
}

/** A reading in time; null where there was none. @public */
export interface SeriesPoint {
  atMs: number;
  value: number | null;
}

/** Type of a consumer group as the broker tells it. @public */
export type GroupType = 'classic' | 'consumer' | 'share' | 'unknown';

/** One group on one topic. @public */
export interface GroupHealthRow {
  system: string;
  group: string;
  type: GroupType;
  topic: string;
  verdict: Verdict;
  worst?: string;
  state: Reading<string>;
  members: Reading<number>;
  memberNames: string[];
  partitions: number;
  lag: Reading<number>;
  lagTime: Reading<LagTime>;
  limit?: CheckLimit;
  /** Records a second that the group commits, over its last readings. */
  rate: Reading<number>;
  /** Change of the lag in records a second. */
  trend: Reading<number>;
  /** Lag in ms over the last 30 minutes, oldest first. */
  lags: SeriesPoint[];
  /** Time until caught up at this pace; `no-data` with a detail when it is not at this rate. */
  caughtUpInMs: Reading<number>;
  byPartition: GroupPartition[];
}

/** One group on one partition. @public */
export interface GroupPartition {
  partition: number;
  verdict: Verdict;
  /** State of the classifier: `caught-up`, `stalled`, `lagging`. */
  lagState: string;
  committed: Reading<Offset>;
  end: Reading<Offset>;
  lag: Reading<number>;
  lagTime: Reading<LagTime>;
  member?: string;
}

/** What was asked of one cluster, and what answered. @public */
export interface SystemReading {
  system: string;
  /** When the requests of the shown values were sent. */
  checkedAtMs: number;
  source: 'kafka' | 'prometheus';
  brokers: { total: number; answered: number; silent: number[] };
  requests: number;
  tookMs: number;
  /** Set when nothing of the cluster could be read. */
  missing?: Missing;
  sinceMs?: number;
}

/** Health of the streams of one entity: the state stream `topic-health`. @public */
export interface TopicHealth {
  entityRef: string;
  evaluatedAtMs: number;
  /** Time to the next reading while somebody looks. */
  intervalMs: number;
  verdict: Verdict;
  sinceMs: number;
  /** Key of the check the headline tells; missing when all is well. */
  headline?: string;
  tier: 'prod' | 'dev';
  systems: SystemReading[];
  topics: TopicHealthRow[];
  groups: GroupHealthRow[];
  /** Worst first; the good ones last. */
  checks: CheckResult[];
  counts: Record<Verdict, number>;
  /** Parts of annotations that could not be used, each in a sentence. */
  problems: string[];
}
