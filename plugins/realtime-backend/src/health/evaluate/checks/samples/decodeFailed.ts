import type { ContentObservation } from '../../../content/ContentObservation';
import type { HealthContext } from '../../context/HealthContext';
import { fine, judge, type Judgement } from '../../judgement';
import { count, name, numberOf, offset, say, share } from '../../values';
import type { SubjectCheck } from '../HealthCheck';
import {
  namesOf,
  notRead,
  SAMPLED_FROM,
  tooFew,
  windowOf,
  type SampledStream,
} from './SampledStream';

/** Of fewer values a share says nothing. */
const ENOUGH = 20;

/** Whether the records that somebody reads can be decoded. */
export const DECODE_FAILED: SubjectCheck<SampledStream> = {
  id: 'decode.failed',
  sources: SAMPLED_FROM,
  judge: (stream, context) => {
    const { content } = stream;
    if (!content) return notRead(stream, context);
    const { tried, failed, hasDecoded } = content.decoding;
    if (tried === 0) {
      return tooFew(stream, context, { samples: 0, needed: 1 });
    }
    const values = valuesOf(stream, content, context);
    const limit = context.scope.limits.get('decode.failed.critical');
    const more = {
      rule: [say('decode.failed.rule', values)],
      limits: [limit],
      window: windowOf(content),
    };
    if (failed === 0) return fine(say('decode.failed.ok', values), more);
    // An encoding nobody taught us is not broken, as long as nothing else was seen.
    if (failed === tried && !hasDecoded && !content.decoding.newest?.decoder) {
      return judge('info', say('decode.failed.opaque', values), {
        ...more,
        next: [say('decode.failed.opaque.next', values)],
      });
    }
    const isMuch = failed / tried >= numberOf(limit) && tried >= ENOUGH;
    return judge(isMuch ? 'critical' : 'warning', findingOf(content, values), {
      ...more,
      ...placeOf(content, values),
    });
  },
};

type Values = ReturnType<typeof valuesOf>;

function valuesOf(
  stream: SampledStream,
  { decoding }: ContentObservation,
  context: HealthContext,
) {
  const { tried, failed, newest } = decoding;
  const said = [newest?.decoder, newest?.reason].filter(Boolean).join(': ');
  return {
    ...namesOf(stream, context),
    failed: count(failed),
    count: count(tried),
    share: share(tried === 0 ? 0 : failed / tried),
    reason: name(said),
    limit: context.scope.limits.get('decode.failed.critical').value,
  };
}

function findingOf({ decoding }: ContentObservation, values: Values) {
  return say(
    decoding.newest?.decoder ? 'decode.failed' : 'decode.failed.unread',
    values,
  );
}

/** Offsets of other streams are numbers of our own and lead nowhere. */
function placeOf(
  { kind, decoding: { newest } }: ContentObservation,
  values: Values,
): Pick<Judgement, 'at' | 'next'> {
  if (kind !== 'kafka' || !newest) {
    return { next: [say('decode.failed.next', values)] };
  }
  const place = {
    ...values,
    partition: name(newest.partition),
    offset: offset(newest.offset),
  };
  return {
    at: { partition: newest.partition },
    next: [say('decode.failed.open', place)],
  };
}
