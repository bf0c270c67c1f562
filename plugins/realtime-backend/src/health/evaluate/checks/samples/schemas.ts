import type { ContentObservation } from '../../../content/ContentObservation';
import type { HealthContext } from '../../context/HealthContext';
import {
  fine,
  judge,
  notApplicable,
  unknown,
  type Judgement,
} from '../../judgement';
import { count, name, offset, say } from '../../values';
import type { SubjectCheck } from '../HealthCheck';
import {
  namesOf,
  notRead,
  SAMPLED_FROM,
  windowOf,
  type SampledStream,
} from './SampledStream';

type Schemas = NonNullable<ContentObservation['schemas']>;

/** Asks of values that name a schema; what the registry did not answer for is not known. */
function ofSchemas(
  judgeSchemas: (
    stream: SampledStream,
    found: Schemas,
    context: HealthContext,
  ) => Judgement,
): SubjectCheck<SampledStream>['judge'] {
  return (stream, context) => {
    const { content, subject } = stream;
    if (!content) return notRead(stream, context);
    const { schemas } = content;
    if (!schemas) {
      return notApplicable(say('schema.none', namesOf(stream, context)));
    }
    const judged = judgeSchemas(stream, schemas, context);
    const window = windowOf(content);
    return judged.verdict === 'ok' && schemas.untold > 0
      ? unknown({ code: 'no-data', detail: REGISTRY_SILENT }, subject)
      : { ...judged, window };
  };
}

const REGISTRY_SILENT = 'the schema registry does not answer';

function valuesOf(
  stream: SampledStream,
  { read, unknown: missing, broken }: Schemas,
  place: Schemas['newestUnknown'],
  context: HealthContext,
) {
  return {
    ...namesOf(stream, context),
    count: count(read),
    unknown: count(missing),
    broken: count(broken),
    ...(place && {
      id: name(place.id),
      partition: name(place.partition),
      offset: offset(place.offset),
    }),
  };
}

/** Whether the registry has the schemas that records were written with. */
export const SCHEMA_UNKNOWN_ID: SubjectCheck<SampledStream> = {
  id: 'schema.unknown-id',
  sources: [...SAMPLED_FROM, 'schema registry'],
  judge: ofSchemas((stream, found, context) => {
    const values = valuesOf(stream, found, found.newestUnknown, context);
    const rule = [say('schema.unknown-id.rule', values)];
    return found.unknown > 0
      ? judge('critical', say('schema.unknown-id', values), {
          rule,
          at: { partition: found.newestUnknown?.partition },
          next: [say('schema.unknown-id.next', values)],
        })
      : fine(say('schema.unknown-id.ok', values), { rule });
  }),
};

/** Whether records keep to the schema they name. */
export const SCHEMA_DRIFT: SubjectCheck<SampledStream> = {
  id: 'schema.drift',
  sources: [...SAMPLED_FROM, 'schema registry'],
  judge: ofSchemas((stream, found, context) => {
    const values = valuesOf(stream, found, found.newestBroken, context);
    const rule = [say('schema.drift.rule', values)];
    return found.broken > 0
      ? judge('warning', say('schema.drift', values), {
          rule,
          at: { partition: found.newestBroken?.partition },
          next: [say('schema.drift.next', values)],
        })
      : fine(say('schema.drift.ok', values), { rule });
  }),
};
