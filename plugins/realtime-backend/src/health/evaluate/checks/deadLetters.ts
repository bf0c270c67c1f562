import {
  known,
  type Reading,
} from '@backstage-realtime/plugin-realtime-common';
import type { HealthContext, TopicView } from '../context/HealthContext';
import { readersOf } from '../context/readersOf';
import {
  fine,
  judge,
  notApplicable,
  unknown,
  type Judgement,
} from '../judgement';
import { count, duration, name, numberOf, say, share } from '../values';
import { family, type SubjectCheck } from './HealthCheck';
import { grownIn } from './growth';
import { readingsIn } from './readingsIn';

const WINDOW_MS = 15 * 60_000;

/** Names by which people call a topic of dead letters, after the name of its source. */
const DEAD_LETTERS = /^(.*?)[._-]?(?:dlq|dlt|dead[._-]?letters?)$/i;

function deadLetterTopics({ topics }: HealthContext): TopicView[] {
  return topics.filter(({ topic }) => DEAD_LETTERS.test(topic));
}

const GROWTH: SubjectCheck<TopicView> = {
  id: 'dlq.growth',
  sources: ['ListOffsets'],
  judge: (topic, context) => {
    const grown = grownIn(topic, WINDOW_MS);
    if (!grown.known) return unknown(grown.missing, topic.subject);
    const { records, spanMs } = grown.value;
    const limit = context.scope.limits.get('dlq.growth.critical');
    const { source, part } = shareOfSource(topic, records, context);
    const isCritical = records > 0 && part >= numberOf(limit);
    const values = {
      topic: name(topic.topic),
      owner: name(context.owner),
      count: count(records),
      span: duration(spanMs),
      share: share(part),
      source: name(source),
      limit: limit.value,
    };
    const more = {
      rule: [say('dlq.growth.rule', values)],
      limits: [limit],
      window: readingsIn(topic.partitions[0]?.samples() ?? [], {
        nowMs: topic.atMs,
        intervalMs: context.intervalMs,
        withinMs: WINDOW_MS,
      }),
    };
    if (spanMs === 0) return notApplicable(say('dlq.growth.learning', values));
    if (records === 0) return fine(say('dlq.growth.ok', values), more);
    const sentence = isCritical ? 'dlq.growth.share' : 'dlq.growth';
    return judge(isCritical ? 'critical' : 'warning', say(sentence, values), {
      ...more,
      next: [say('dlq.growth.next', values)],
    });
  },
};

/** Of the records of the source; 0 where it is not known. */
function shareOfSource(
  topic: TopicView,
  records: number,
  context: HealthContext,
): { source: string; part: number } {
  const source = sourceOf(topic, context);
  const sent = source && grownIn(source, WINDOW_MS);
  const part =
    sent?.known && sent.value.records > 0 ? records / sent.value.records : 0;
  return { source: source?.topic ?? '', part };
}

/** `orders` for `orders.dlq`, when the entity declares both. */
function sourceOf(
  { topic, system }: TopicView,
  { topics }: HealthContext,
): TopicView | undefined {
  const [, source] = DEAD_LETTERS.exec(topic) ?? [];
  return topics.find(each => each.system === system && each.topic === source);
}

const UNOWNED: SubjectCheck<TopicView> = {
  id: 'dlq.unowned',
  sources: ['ListOffsets', 'OffsetFetch'],
  judge: (topic, context) => {
    const held = heldBy(topic);
    if (!held.known) return unknown(held.missing, topic.subject);
    const { readers, missing } = readersOf(topic, context);
    const hold = context.scope.limits.get('dlq.unowned.hold');
    const values = {
      topic: name(topic.topic),
      owner: name(context.owner),
      count: count(held.value),
    };
    const more = {
      rule: [say('dlq.unowned.rule', values)],
      limits: [hold],
      hold: { forMs: numberOf(hold) },
    };
    const isOwned = held.value === 0 || readers.length > 0;
    if (isOwned) return fine(say('dlq.unowned.ok', values), more);
    return missing ? unknown(missing, topic.subject) : unowned(values, more);
  },
};

function unowned(
  values: Parameters<typeof say>[1],
  more: Parameters<typeof judge>[2],
): Judgement {
  return judge('info', say('dlq.unowned', values), {
    ...more,
    next: [say('dlq.unowned.next', values)],
  });
}

/** Not known when a partition is not: it may hold all of them. */
function heldBy({ partitions }: TopicView): Reading<number> {
  let held = 0;
  for (const { observed } of partitions) {
    const { start, end } = observed;
    if (!start.known) return start;
    if (!end.known) return end;
    held += Number(end.value - start.value);
  }
  return known(held);
}

/** Records that could not be handled. */
export const DEAD_LETTER = family('dlq', deadLetterTopics, [GROWTH, UNOWNED]);
