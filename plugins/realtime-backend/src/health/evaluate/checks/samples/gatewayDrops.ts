import { fine, judge } from '../../judgement';
import { count, numberOf, say, share } from '../../values';
import type { SubjectCheck } from '../HealthCheck';
import { namesOf, notRead, tooFew, type SampledStream } from './SampledStream';

/** Whether those who look at a stream see all of it; says nothing of the stream itself. */
export const GATEWAY_DROPS: SubjectCheck<SampledStream> = {
  id: 'gateway.drops',
  sources: ['viewers of this portal'],
  judge: (stream, context) => {
    const { content } = stream;
    if (!content) return notRead(stream, context);
    const { seen, lapped } = content.viewers;
    if (seen === 0) return tooFew(stream, context, { samples: 0, needed: 1 });
    const limit = context.scope.limits.get('gateway.drops.share');
    const values = {
      ...namesOf(stream, context),
      share: share(lapped / seen),
      count: count(lapped),
      total: count(seen),
      limit: limit.value,
    };
    const more = { rule: [say('gateway.drops.rule', values)], limits: [limit] };
    return lapped / seen >= numberOf(limit)
      ? judge('info', say('gateway.drops', values), {
          ...more,
          next: [say('gateway.drops.next', values)],
        })
      : fine(say('gateway.drops.ok', values), more);
  },
};
