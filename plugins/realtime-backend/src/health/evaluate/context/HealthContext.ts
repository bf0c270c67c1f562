import type {
  CheckSubject,
  Missing,
  Reading,
  SeriesPoint,
} from '@backstage-realtime/plugin-realtime-common';
import type {
  GroupSample,
  MembershipSample,
  PartitionSample,
} from '../../history/HealthHistory';
import type {
  GroupMember,
  GroupObservation,
  GroupOffset,
  Observation,
  PartitionObservation,
  TopicObservation,
} from '../../observation';
import type { LagReport } from '../lag/LagReport';
import type { Point } from '../lag/theilSen';
import type { EvaluateInput } from '../types';

/**
 * The input of an evaluation arranged by what checks look at: declared topics
 * and groups with what was observed of them, and what was remembered, which is
 * read once and on demand.
 */
export interface HealthContext extends EvaluateInput {
  systems: readonly SystemView[];
  topics: readonly TopicView[];
  groups: readonly GroupView[];
  /** Groups by the topics of the entity that they read. */
  readers: readonly ReaderView[];
  owner: string;
}

/** A cluster that something is declared on. */
export interface SystemView {
  subject: CheckSubject;
  system: string;
  observation?: Observation;
  /** Nothing can be said: never read, no broker answered, or too old. */
  missing?: Missing;
  ageMs: number;
}

/** A declared topic. */
export interface TopicView {
  subject: CheckSubject;
  system: string;
  topic: string;
  missing?: Missing;
  /** Whether the values are too old to judge, though they may be shown. */
  isStale: boolean;
  observation?: Observation;
  observed?: TopicObservation;
  partitions: readonly PartitionView[];
  atMs: number;
  /** Records a second of all partitions over the last half hour. */
  rates(): readonly SeriesPoint[];
}

export interface PartitionView {
  partition: number;
  observed: PartitionObservation;
  /** Readings of the past and the one at hand, oldest first. */
  samples(): readonly PartitionSample[];
}

/** A declared group. */
export interface GroupView {
  subject: CheckSubject;
  system: string;
  group: string;
  missing?: Missing;
  isStale: boolean;
  observed?: GroupObservation;
  atMs: number;
  membership(): readonly MembershipSample[];
  readers: readonly ReaderView[];
}

/** A group on one topic that it reads; the topic is missing where it cannot be told. */
export interface ReaderView {
  subject: CheckSubject;
  group: GroupView;
  topic?: TopicView;
  missing?: Missing;
  partitions: readonly ReaderPartition[];
  /** The longest lag of all partitions over the last half hour, in ms. */
  lags(): readonly SeriesPoint[];
  /** Lags of all partitions together in the last minutes, in records. */
  recentLags(): readonly Point[];
}

/** A group on one partition. */
export interface ReaderPartition {
  partition: number;
  view: PartitionView;
  committed: Reading<number>;
  start: Reading<number>;
  end: Reading<number>;
  offset?: GroupOffset;
  /** Undefined with `isAssigned` false: nobody; with undefined: not known. */
  member?: GroupMember;
  isAssigned?: boolean;
  samples(): readonly GroupSample[];
  /** Where the group stands here, worked out once. */
  lag(): LagReport;
}
