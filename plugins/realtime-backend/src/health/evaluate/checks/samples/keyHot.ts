import type { TopicView } from '../../context/HealthContext';
import { fine, judge, notApplicable } from '../../judgement';
import { count, name, numberOf, say, share } from '../../values';
import type { SubjectCheck } from '../HealthCheck';
import {
  namesOf,
  notRead,
  SAMPLED_FROM,
  tooFew,
  windowOf,
  type SampledStream,
} from './SampledStream';

/** Whether one key takes a large part of the records. The key itself is never told. */
export const KEY_HOT: SubjectCheck<SampledStream & { topic: TopicView }> = {
  id: 'key.hot',
  sources: SAMPLED_FROM,
  judge: (stream, context) => {
    const { content, topic } = stream;
    const { limits } = context.scope;
    const limit = limits.get('key.hot.share');
    const least = limits.get('key.hot.least');
    const names = namesOf(stream, context);
    if (!content) return notRead(stream, context);
    if (topic.partitions.length === 1) {
      return notApplicable(say('key.hot.one', names));
    }
    const { withKey, top } = content.keys;
    if (!top || withKey < numberOf(least)) {
      const needed = numberOf(least);
      return tooFew(stream, context, { samples: withKey, needed });
    }
    const part = top.records / withKey;
    const values = {
      ...names,
      share: share(part),
      count: count(withKey),
      needed: least.value,
      partition: name(top.partition),
      limit: limit.value,
    };
    const more = {
      rule: [say('key.hot.rule', values)],
      limits: [limit, least],
      window: windowOf(content),
    };
    return part >= numberOf(limit)
      ? judge('info', say('key.hot', values), {
          ...more,
          at: { partition: top.partition },
          next: [say('key.hot.next', values)],
        })
      : fine(say('key.hot.ok', values), more);
  },
};
