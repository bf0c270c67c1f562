import {
  COMPACTED,
  content,
  expectSample,
  place,
  schemas,
  type SampleCase,
} from './testUtils/sampleCases';

const CASES: SampleCase[] = [
  {
    check: 'schema.unknown-id',
    when: 'no value names a schema',
    is: 'not-applicable',
    says: /^pong_topic: no sampled record names a schema/,
    see: content(),
  },
  {
    check: 'schema.unknown-id',
    when: 'the registry has them all',
    is: 'ok',
    says: /of every sampled record, 200 in all$/,
    see: schemas({}),
  },
  {
    check: 'schema.unknown-id',
    when: 'the registry does not have one',
    is: 'critical',
    says: /^pong_topic: 1 of 200 sampled records name a schema that the registry does not have; the newest names id 42$/,
    see: schemas({ unknown: 1, newestUnknown: { ...place, id: 42 } }),
  },
  {
    check: 'schema.unknown-id',
    when: 'the registry does not answer',
    is: 'unknown',
    says: /the schema registry does not answer/,
    see: schemas({ untold: 3 }),
  },
  {
    check: 'schema.drift',
    when: 'a record breaks its schema',
    is: 'warning',
    says: /^pong_topic: 2 of 200 sampled records break the schema they name; the newest breaks id 7$/,
    see: schemas({ broken: 2, newestBroken: { ...place, id: 7 } }),
  },
  {
    check: 'schema.drift',
    when: 'none does',
    is: 'ok',
    says: /keeps to its schema, 200 in all$/,
    see: schemas({}),
  },
  {
    check: 'compaction.null-key',
    when: 'a compacted topic gets a record without a key',
    is: 'warning',
    says: /^pong_topic is compacted, but 1 of 1,000 sampled records has no key/,
    see: content({ keys: { withKey: 999, without: 1, newestWithout: place } }),
    topic: COMPACTED,
  },
  {
    check: 'compaction.null-key',
    when: 'each of its records has a key',
    is: 'ok',
    says: /every sampled record has a key, 1,000 in all$/,
    see: content(),
    topic: COMPACTED,
  },
  {
    check: 'compaction.null-key',
    when: 'nobody reads a compacted topic',
    is: 'not-applicable',
    says: /keys are not read/,
    topic: COMPACTED,
  },
];

it.each(CASES)('$check is $is when $when', each => {
  expectSample(each);
});
