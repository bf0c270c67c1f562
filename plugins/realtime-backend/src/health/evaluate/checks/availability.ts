import { UNDECLARED_TOPIC_TAG } from '@backstage-realtime/plugin-realtime-common';
import { fine, judge, unknown } from '../judgement';
import type { PartitionView, TopicView } from '../context/HealthContext';
import { count, name, say } from '../values';
import { family, type HealthCheck, type SubjectCheck } from './HealthCheck';
import { ISR } from './isr';
import { valuesOf, withoutPartitions } from './partitions';

/** One bad answer may be a leader election on its way. */
const TWICE = { readings: 2 };

const OFFLINE: SubjectCheck<TopicView> = {
  id: 'partition.offline',
  sources: ['Metadata'],
  judge: (topic, context) => {
    const found = topic.partitions.filter(isLeaderless);
    const values = valuesOf(topic, found, context);
    const rule = [say('partition.offline.rule', values)];
    if (found.length > 0) {
      return judge('critical', say('partition.offline', values), {
        ...{ rule, hold: TWICE },
        next: [say('partition.offline.next', values)],
        evidence: [{ name: 'partitions', value: values.partitions }],
      });
    }
    const hidden = topic.partitions.find(
      ({ observed }) => !observed.leader.known,
    );
    if (hidden && !hidden.observed.leader.known) {
      return unknown(hidden.observed.leader.missing, {
        ...topic.subject,
        partition: hidden.partition,
      });
    }
    return (
      withoutPartitions(topic) ??
      fine(say('partition.offline.ok', values), { rule })
    );
  },
};

function isLeaderless({ observed: { leader } }: PartitionView): boolean {
  return !leader.known && leader.missing.code === 'no-leader';
}

/**
 * New partitions change which partition a key goes to. Seen by their first
 * reading being later than that of the first partition.
 */
const GROWN: SubjectCheck<TopicView> = {
  id: 'partition.grown',
  sources: ['Metadata'],
  judge: topic => {
    const total = topic.partitions.length;
    const [first, last] = [topic.partitions[0], topic.partitions[total - 1]];
    const firstMs = first && firstSeenMs(first);
    const isGrown = last && firstSeenMs(last) > firstMs;
    const added = isGrown
      ? topic.partitions.filter(view => firstSeenMs(view) > firstMs).length
      : 0;
    const values = {
      topic: name(topic.topic),
      total: count(total),
      before: count(total - added),
      count: count(added),
    };
    const more = { rule: [say('partition.grown.rule', values)] };
    return added > 0
      ? judge('info', say('partition.grown', values), more)
      : fine(say('partition.grown.ok', values), more);
  },
};

function firstSeenMs(view: PartitionView): number {
  const seen = view.samples().find(({ end }) => end !== undefined);
  // A partition that could never be read, as without a leader, is not new.
  return seen?.atMs ?? 0;
}

/** The topic that the entity declares is there. Asked even where it is missing. */
export const DECLARED: HealthCheck = {
  name: 'topic',
  evaluate: ({ topics, scope, owner }) =>
    topics
      .filter(({ missing }) => !missing || missing.code === 'not-found')
      .map(({ subject, topic, system, missing }) => {
        const values = {
          topic: name(topic),
          system: name(system),
          owner: name(owner),
        };
        const bad = scope.tier === 'prod' ? 'critical' : 'warning';
        return {
          check: 'topic.missing',
          subject,
          verdict: missing ? bad : 'ok',
          finding: say(missing ? 'topic.missing' : 'topic.missing.ok', values),
          rule: [say('topic.missing.rule')],
          limits: [],
          evidence: [],
          next: missing ? [say('topic.missing.next', values)] : [],
          sources: ['Metadata'],
          hold: TWICE,
        };
      }),
};

/**
 * Somebody says whose the topic is. Asked of entities that the catalog makes
 * from topics, which are tagged where no other entity declares them.
 */
export const OWNED: HealthCheck = {
  name: 'declared',
  evaluate: ({ topics, scope }) =>
    (scope.tags.includes(UNDECLARED_TOPIC_TAG) ? topics : []).map(
      ({ subject, topic, system }) => {
        const values = { topic: name(topic), system: name(system) };
        return {
          check: 'topic.undeclared',
          subject,
          verdict: 'info',
          finding: say('topic.undeclared', values),
          rule: [say('topic.undeclared.rule')],
          limits: [],
          evidence: [],
          next: [say('topic.undeclared.next', values)],
          sources: ['catalog'],
        };
      },
    ),
};

/** Whether partitions can be read and written. */
export const AVAILABILITY = family('partition', ({ topics }) => topics, [
  OFFLINE,
  ...ISR,
  GROWN,
]);
