import type { HealthContext, TopicView } from '../context/HealthContext';
import { fine, judge, unknown, type Judgement } from '../judgement';
import { count, duration, name, numberOf, say, share } from '../values';
import { family, type SubjectCheck } from './HealthCheck';
import { grownIn } from './growth';

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
    const { records } = grown.value;
    const limit = context.scope.limits.get('dlq.growth.critical');
    const source = sourceOf(topic, context);
    const sent = source && grownIn(source, WINDOW_MS);
    const part =
      sent?.known && sent.value.records > 0 ? records / sent.value.records : 0;
    const isCritical = records > 0 && part >= numberOf(limit);
    const values = {
      topic: name(topic.topic),
      owner: name(context.owner),
      count: count(records),
      span: duration(WINDOW_MS),
      share: share(part),
      source: name(source?.topic ?? ''),
      limit: limit.value,
    };
    const more = { rule: [say('dlq.growth.rule', values)], limits: [limit] };
    if (records === 0) return fine(say('dlq.growth.ok', values), more);
    const sentence = isCritical ? 'dlq.growth.share' : 'dlq.growth';
    return judge(isCritical ? 'critical' : 'warning', say(sentence, values), {
      ...more,
      next: [say('dlq.growth.next', values)],
    });
  },
};

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
    const hold = context.scope.limits.get('dlq.unowned.hold');
    const isRead = context.readers.some(reader => reader.topic === topic);
    const values = {
      topic: name(topic.topic),
      owner: name(context.owner),
      count: count(held),
    };
    const more = {
      rule: [say('dlq.unowned.rule', values)],
      limits: [hold],
      hold: { forMs: numberOf(hold) },
    };
    return held > 0 && !isRead
      ? unowned(values, more)
      : fine(say('dlq.unowned.ok', values), more);
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

function heldBy({ partitions }: TopicView): number {
  return partitions.reduce((sum, { observed: { start, end } }) => {
    const held = start.known && end.known ? Number(end.value - start.value) : 0;
    return sum + held;
  }, 0);
}

/** Records that could not be handled. */
export const DEAD_LETTER = family('dlq', deadLetterTopics, [GROWTH, UNOWNED]);
