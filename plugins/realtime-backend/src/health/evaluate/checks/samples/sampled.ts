import { fine } from '../../judgement';
import { count, duration, say, share } from '../../values';
import type { SubjectCheck } from '../HealthCheck';
import {
  namesOf,
  notRead,
  SAMPLED_FROM,
  tooFew,
  windowOf,
  type SampledStream,
} from './SampledStream';

/** How much of what passes the other checks of samples rest on. */
export const SAMPLED: SubjectCheck<SampledStream> = {
  id: 'obs.sampled',
  sources: SAMPLED_FROM,
  judge: (stream, context) => {
    const { content } = stream;
    if (!content) return notRead(stream, context);
    const { sampled, passed, spanMs } = content;
    if (passed === 0) return tooFew(stream, context, { samples: 0, needed: 1 });
    const values = {
      ...namesOf(stream, context),
      count: count(sampled),
      total: count(passed),
      share: share(Math.min(1, sampled / passed)),
      span: duration(spanMs),
    };
    return fine(say('obs.sampled.ok', values), {
      rule: [say('obs.sampled.rule', values)],
      window: windowOf(content),
    });
  },
};
