import type { Missing } from '@backstage-realtime/plugin-realtime-common';
import type { HealthContext, TopicView } from '../context/HealthContext';
import { isCompacted } from '../context/settings';
import {
  fine,
  judge,
  notApplicable,
  unknown,
  type Judgement,
} from '../judgement';
import { duration, name, numberOf, say } from '../values';
import { family, type SubjectCheck } from './HealthCheck';
import { withoutConfigs } from './partitions';
import { whyMissing } from './whyMissing';

const FUTURE: SubjectCheck<TopicView> = {
  id: 'timestamp.future',
  sources: ['ListOffsets'],
  judge: (topic, context) => {
    const limit = context.scope.limits.get('timestamp.ahead');
    const told = topic.partitions.flatMap(({ partition, observed }) =>
      observed.newestMs.known
        ? [{ partition, aheadMs: observed.newestMs.value - topic.atMs }]
        : [],
    );
    if (told.length === 0) return untold(topic);
    const worst = told.reduce((a, b) => (b.aheadMs > a.aheadMs ? b : a));
    const values = {
      topic: name(topic.topic),
      owner: name(context.owner),
      partition: name(worst.partition),
      ahead: duration(worst.aheadMs),
      limit: limit.value,
    };
    const more = {
      rule: [say('timestamp.future.rule', values)],
      limits: [limit],
    };
    const hidden = withheld(topic);
    if (worst.aheadMs <= numberOf(limit) && hidden)
      return unknown(hidden, topic.subject);
    return worst.aheadMs > numberOf(limit)
      ? judge('warning', say('timestamp.future', values), {
          ...more,
          at: { partition: worst.partition },
          next: [say('timestamp.future.next', values)],
        })
      : fine(say('timestamp.future.ok', values), more);
  },
};

/** An empty topic has no newest record; otherwise the reason stands. */
function untold(topic: TopicView): Judgement {
  const hidden = withheld(topic);
  return hidden
    ? unknown(hidden, topic.subject)
    : notApplicable(say('timestamp.future.none', { topic: name(topic.topic) }));
}

function withheld({ partitions }: TopicView): Missing | undefined {
  return whyMissing(
    partitions.map(({ observed }) => observed.newestMs),
    ['no-data', 'not-asked', 'unsupported'],
  );
}

/** Compaction is done out of sight: what needs metrics of the broker is said to be unseen. */
const BACKLOG: SubjectCheck<TopicView> = {
  id: 'compaction.backlog',
  sources: ['DescribeConfigs'],
  judge: topic =>
    withoutConfigs(topic) ??
    notApplicable(
      say(
        isCompacted(topic)
          ? 'compaction.backlog.not-visible'
          : 'compaction.none',
        { topic: name(topic.topic) },
      ),
    ),
};

/** Time stamps and compaction. */
export const CONTENT = family(
  'content',
  ({ topics }: HealthContext) => topics,
  [FUTURE, BACKLOG],
);
