import type { TopicView } from '../../context/HealthContext';
import { isCompacted } from '../../context/settings';
import { fine, judge, notApplicable } from '../../judgement';
import { count, say } from '../../values';
import type { SubjectCheck } from '../HealthCheck';
import { withoutConfigs } from '../partitions';
import {
  namesOf,
  SAMPLED_FROM,
  windowOf,
  type SampledStream,
} from './SampledStream';

/** Whether a compacted topic gets records that compaction cannot tell apart. */
export const NULL_KEY: SubjectCheck<SampledStream & { topic: TopicView }> = {
  id: 'compaction.null-key',
  sources: [...SAMPLED_FROM, 'DescribeConfigs'],
  judge: (stream, context) => {
    const { content, topic } = stream;
    const names = namesOf(stream, context);
    const withheld = withoutConfigs(topic);
    if (withheld) return withheld;
    if (!isCompacted(topic))
      return notApplicable(say('compaction.none', names));
    if (!content || content.sampled === 0) {
      return notApplicable(say('compaction.null-key.not-read', names));
    }
    const { without, newestWithout } = content.keys;
    const values = {
      ...names,
      count: count(without),
      total: count(content.sampled),
    };
    const more = {
      rule: [say('compaction.null-key.rule', values)],
      window: windowOf(content),
    };
    return without > 0
      ? judge('warning', say('compaction.null-key', values), {
          ...more,
          at: { partition: newestWithout?.partition },
          next: [say('compaction.null-key.next', values)],
        })
      : fine(say('compaction.null-key.ok', values), more);
  },
};
