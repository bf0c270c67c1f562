import type { TopicView } from '../../context/HealthContext';
import { configsOf, positive } from '../../context/settings';
import { fine, judge, unknown } from '../../judgement';
import { bytes, count, numberOf, say, share } from '../../values';
import type { SubjectCheck } from '../HealthCheck';
import {
  namesOf,
  notRead,
  SAMPLED_FROM,
  tooFew,
  windowOf,
  type SampledStream,
} from './SampledStream';

/**
 * Whether records come near the size that the broker refuses. Compared before
 * compression, which brokers do not see: a compressed record has more room.
 */
export const SIZE_NEAR_MAX: SubjectCheck<SampledStream & { topic: TopicView }> =
  {
    id: 'size.near-max',
    sources: [...SAMPLED_FROM, 'DescribeConfigs'],
    judge: (stream, context) => {
      const { content, topic } = stream;
      const { limits } = context.scope;
      const warn = limits.get('size.near-max.warn');
      const critical = limits.get('size.near-max.critical');
      const least = limits.get('size.near-max.least');
      if (!content) return notRead(stream, context);
      const { sizes, sampled } = content;
      if (!sizes || sampled < numberOf(least)) {
        const needed = numberOf(least);
        return tooFew(stream, context, { samples: sampled, needed });
      }
      const configs = configsOf(topic);
      if (!configs.known) return unknown(configs.missing, topic.subject);
      const max = positive(configs.value, 'max.message.bytes');
      if (!max) return unknown({ code: 'no-data' }, topic.subject);
      const part = sizes.p99 / max;
      const isCritical = part >= numberOf(critical);
      const values = {
        ...namesOf(stream, context),
        bytes: bytes(sizes.p99),
        max: bytes(max),
        share: share(part),
        count: count(sampled),
        needed: least.value,
        limit: (isCritical ? critical : warn).value,
      };
      const more = {
        rule: [say('size.near-max.rule', values)],
        limits: [warn, critical, least],
        window: windowOf(content),
      };
      if (part < numberOf(warn))
        return fine(say('size.near-max.ok', values), more);
      const verdict = isCritical ? 'critical' : 'warning';
      return judge(verdict, say('size.near-max', values), {
        ...more,
        next: [say('size.near-max.next', values)],
      });
    },
  };
