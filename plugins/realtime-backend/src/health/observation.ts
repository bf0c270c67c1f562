import type {
  GroupType,
  Missing,
  Reading,
} from '@backstage-realtime/plugin-realtime-common';

/**
 * What one cluster answered about the topics and groups of one entity, at one
 * time. Every value stands for itself: a broker or right that is missing leaves
 * a reason at the values it would have given, and nothing else.
 */
export interface Observation {
  system: string;
  source: 'kafka' | 'prometheus';
  /** When the first request was sent; committed offsets are asked before end offsets. */
  atMs: number;
  tookMs: number;
  requests: number;
  /** Set when no broker answered; topics and groups then hold no values. */
  missing?: Missing;
  brokers: BrokerObservation[];
  controller: Reading<number>;
  topics: TopicObservation[];
  groups: GroupObservation[];
  logDirs: LogDirObservation[];
}

export interface BrokerObservation {
  id: number;
  rack?: string;
  /** Whether the requests sent to it were answered; undefined when none had to be. */
  isAnswering?: boolean;
  missing?: Missing;
}

export interface TopicObservation {
  topic: string;
  /** Changes when the topic is deleted and made again. */
  topicId?: string;
  /** `not-found`, `no-permission`, or the reason why metadata did not answer. */
  missing?: Missing;
  isInternal: boolean;
  partitions: PartitionObservation[];
  configs: Reading<TopicConfigs>;
}

/** Value and who set it, by Kafka's names: `retention.ms`, `min.insync.replicas`. */
export type TopicConfigs = ReadonlyMap<
  string,
  { value: string; source: 'topic' | 'broker' | 'default' | 'unknown' }
>;

export interface PartitionObservation {
  partition: number;
  leader: Reading<number>;
  /**
   * Broker ids; below zero where the source tells only how many there are. No
   * replica at all: not known.
   */
  replicas: number[];
  isr: number[];
  offlineReplicas: number[];
  isReassigning?: boolean;
  /** Log start, high watermark, last stable offset. */
  start: Reading<bigint>;
  end: Reading<bigint>;
  stableEnd: Reading<bigint>;
  /** Time stamp of the newest record, from the max-timestamp query. */
  newestMs: Reading<number>;
  /** Time stamp of the oldest record held. */
  oldestMs: Reading<number>;
  /** Bytes of the leader's replica on disk. */
  sizeBytes: Reading<number>;
  producers: Reading<ProducerObservation[]>;
}

export interface ProducerObservation {
  producerId: string;
  /** Start of its open transaction; undefined when none is open. */
  openSince?: { offset: bigint };
  lastMs: number;
}

export interface GroupObservation {
  group: string;
  type: GroupType;
  /** `Stable`, `Empty`, `PreparingRebalance`, `Assigning`; `not-found` when no broker knows it. */
  state: Reading<string>;
  /** Changes with every rebalance, where the broker tells it. */
  epoch?: number;
  members: Reading<GroupMember[]>;
  offsets: GroupOffset[];
}

export interface GroupMember {
  id: string;
  clientId: string;
  host: string;
  assignments: Array<{ topic: string; partitions: number[] }>;
}

/** One committed offset; `no-commit` only when the broker said there is none. */
export interface GroupOffset {
  topic: string;
  partition: number;
  committed: Reading<bigint>;
  /** Age of the record at the committed offset, when it was asked for. */
  lagTime?: Reading<ObservedLagTime>;
  /** Between `committed` and `end` lie only control batches. */
  isOnlyControl?: boolean;
}

/** `record`: time stamp read at the offset. `offsets-at-time`: bisected with ListOffsets. */
export interface ObservedLagTime {
  ms: number;
  method: 'record' | 'offsets-at-time';
}

export interface LogDirObservation {
  broker: number;
  path: string;
  /** Set when the directory reports a storage error. */
  error?: string;
  totalBytes?: number;
  usableBytes?: number;
  /** Partitions of the entity with a replica there. */
  replicas: Array<{ topic: string; partition: number; sizeBytes: number }>;
}

/** What the record engine and the pipeline tell about streams that are being read anyway. */
export interface StageObservation {
  kind: 'mqtt' | 'websocket' | 'kafka';
  system: string;
  topic?: string;
  atMs: number;
  isConnected?: boolean;
  /** Since when it is (not) connected. */
  sinceMs?: number;
  /** Records seen since the reader began; undefined when nobody reads it. */
  records?: number;
}
