import type { Verdict } from './check';
import { missing, type Reading } from './reading';
import type {
  GroupHealthRow,
  LagTime,
  TopicHealth,
  TopicHealthRow,
} from './topicHealth';

/** A topic as a stop of a flow. @public */
export interface FlowTopic {
  system: string;
  topic: string;
  verdict: Verdict;
  /** How many it has; 0 where that is not known. */
  partitions: number;
  /** Records a second that are written to it. */
  rate: Reading<number>;
}

/** A group that takes records from a topic: a hop of a flow. @public */
export interface FlowReader {
  system: string;
  group: string;
  topic: string;
  verdict: Verdict;
  /** Records a second that it commits. */
  rate: Reading<number>;
  /** Age of the oldest unread record: of the partition in the middle, and of the slowest. */
  middleLag: Reading<LagTime>;
  worstLag: Reading<LagTime>;
  /** The partition of `worstLag`; missing where no lag is known. */
  slowest?: number;
}

/** Topics and readers of one entity, for the flow of what it belongs to. @public */
export interface SummaryFlow {
  topics: FlowTopic[];
  readers: FlowReader[];
}

/** Everything a flow is drawn from; what no topic is known of is no hop. */
export function summariseFlow({
  topics,
  groups,
}: Pick<TopicHealth, 'topics' | 'groups'>): SummaryFlow {
  return {
    topics: topics.map(toFlowTopic),
    readers: groups.filter(({ topic }) => topic !== '').map(toFlowReader),
  };
}

function toFlowTopic(row: TopicHealthRow): FlowTopic {
  const { system, topic, verdict, rate } = row;
  return { system, topic, verdict, rate, partitions: row.partitions.length };
}

function toFlowReader(row: GroupHealthRow): FlowReader {
  const { system, group, topic, verdict, rate } = row;
  const lags = row.byPartition
    .flatMap(({ partition, lagTime }) =>
      lagTime.known ? [{ partition, lag: lagTime.value }] : [],
    )
    .sort((a, b) => a.lag.ms - b.lag.ms);
  // Of an even number the larger one: a hop is never told faster than it is.
  const middle = lags[Math.floor(lags.length / 2)];
  return {
    ...{ system, group, topic, verdict, rate },
    middleLag: unread(row) ?? { known: true, value: middle.lag },
    worstLag: row.lagTime,
    slowest: lags.at(-1)?.partition,
  };
}

/** Set where one partition may be slower than all that is known; one without a commit is not. */
function unread({
  byPartition,
  lagTime,
}: GroupHealthRow): (Reading<LagTime> & { known: false }) | undefined {
  for (const each of [...byPartition.map(part => part.lagTime), lagTime])
    if (!each.known && each.missing.code !== 'no-commit') return each;
  if (byPartition.some(part => part.lagTime.known)) return undefined;
  return lagTime.known ? missing('no-data') : lagTime;
}
