import type {
  GroupHealthRow,
  TopicHealth,
  TopicHealthRow,
} from '../../model/health/topicHealth';
import type { PackedTable } from './columns';
import type { PackedSeries } from './series';

/** A topic with its partitions by column. @public */
export interface PackedTopicRow extends Omit<
  TopicHealthRow,
  'partitions' | 'rates'
> {
  partitions: PackedTable;
  rates: PackedSeries;
}

/** A group with its partitions by column. @public */
export interface PackedGroupRow extends Omit<
  GroupHealthRow,
  'byPartition' | 'lags'
> {
  byPartition: PackedTable;
  lags: PackedSeries;
}

/**
 * The state `topic-health` as it crosses the socket: partitions by column, as an
 * entity may have ten thousand and most of them say the same. A column that
 * moved is one change instead of hundreds.
 * @public
 */
export interface PackedTopicHealth extends Omit<
  TopicHealth,
  'topics' | 'groups'
> {
  topics: PackedTopicRow[];
  groups: PackedGroupRow[];
}
