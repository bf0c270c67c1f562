import {
  known,
  missing,
  type Reading,
} from '@backstage-realtime/plugin-realtime-common';
import type {
  GroupMember,
  GroupObservation,
  GroupOffset,
} from '../../observation';
import { reportLag } from '../lag/report';
import { once } from '../once';
import { lagSeries } from '../rows/lagSeries';
import { recentLags } from '../rows/recentLags';
import type { EvaluateInput } from '../types';
import { lagLimits, retentionOf } from './settings';
import type {
  GroupView,
  PartitionView,
  ReaderPartition,
  ReaderView,
  TopicView,
} from './HealthContext';
import { withCurrent } from './samples';

/**
 * Topics that a group reads: where it committed or is assigned. If that is not
 * known of any topic, those where the answer was withheld.
 */
export function topicsReadBy(
  group: GroupObservation | undefined,
  topics: readonly TopicView[],
): TopicView[] {
  const offsets = group?.offsets ?? [];
  const committed = offsets.filter(each => each.committed.known);
  const assigned = membersOf(group).flatMap(({ assignments }) => assignments);
  const read = new Set([...committed, ...assigned].map(({ topic }) => topic));
  const found = topics.filter(({ topic }) => read.has(topic));
  if (found.length > 0) return found;
  const withheld = offsets.filter(
    each =>
      !each.committed.known && each.committed.missing.code !== 'no-commit',
  );
  const names = new Set(withheld.map(({ topic }) => topic));
  return names.size === 1 ? topics.filter(each => names.has(each.topic)) : [];
}

/** A group on a topic; `topic` is undefined when it cannot be told which it reads. */
export function viewReader(
  input: EvaluateInput,
  group: GroupView,
  topic: TopicView | undefined,
): ReaderView {
  const { system, group: name } = group;
  const partitions = topic ? viewPartitions(input, group, topic) : [];
  return {
    subject: { system, topic: topic?.topic, group: name },
    group,
    topic,
    missing: group.missing ?? topic?.missing ?? offsetsMissing(group, topic),
    partitions,
    lags: once(() => lagSeries(partitions, input.nowMs)),
    recentLags: once(() => recentLags(partitions, input.nowMs)),
  };
}

function offsetsMissing({ observed }: GroupView, topic: TopicView | undefined) {
  if (observed?.state.known === false) return observed.state.missing;
  return topic ? undefined : ({ code: 'no-commit' } as const);
}

function viewPartitions(
  input: EvaluateInput,
  group: GroupView,
  topic: TopicView,
): ReaderPartition[] {
  const offsets = new Map(
    group.observed?.offsets
      .filter(each => each.topic === topic.topic)
      .map(each => [each.partition, each]),
  );
  const assigned = assignmentsOf(group.observed, topic.topic);
  const setup = {
    atMs: topic.atMs,
    limits: lagLimits(input.scope.limits),
    retention: retentionOf(topic),
  };
  return topic.partitions.map(view => {
    const partition: ReaderPartition = {
      ...viewPartition(input, group, topic, view, offsets.get(view.partition)),
      ...assigned(view.partition),
      lag: once(() => reportLag(partition, setup)),
    };
    return partition;
  });
}

function viewPartition(
  { history }: EvaluateInput,
  { system, group }: GroupView,
  { topic, atMs }: TopicView,
  view: PartitionView,
  offset: GroupOffset | undefined,
): Omit<ReaderPartition, 'lag' | 'member' | 'isAssigned'> {
  const { partition } = view;
  const end = toNumber(view.observed.end);
  // An answer without the partition is a question of rights, not of commits.
  const committed = offset
    ? toNumber(offset.committed)
    : missing('no-data', { detail: 'the broker left out this partition' });
  return {
    ...{ partition, view, offset, end, committed },
    start: toNumber(view.observed.start),
    samples: once(() =>
      withCurrent(history.group(system, group, topic, partition), {
        atMs,
        committed: committed.known ? committed.value : undefined,
        end: end.known ? end.value : undefined,
        lagMs: offset?.lagTime?.known ? offset.lagTime.value.ms : undefined,
      }),
    ),
  };
}

function assignmentsOf(group: GroupObservation | undefined, topic: string) {
  const isKnown = group?.members.known === true;
  const byPartition = new Map<number, GroupMember>();
  for (const member of membersOf(group)) {
    for (const assignment of member.assignments) {
      if (assignment.topic !== topic) continue;
      assignment.partitions.forEach(each => byPartition.set(each, member));
    }
  }
  return (partition: number) => ({
    member: byPartition.get(partition),
    isAssigned: isKnown ? byPartition.has(partition) : undefined,
  });
}

function membersOf(group: GroupObservation | undefined): GroupMember[] {
  return group?.members.known ? group.members.value : [];
}

function toNumber(reading: Reading<bigint>): Reading<number> {
  return reading.known ? known(Number(reading.value)) : reading;
}
