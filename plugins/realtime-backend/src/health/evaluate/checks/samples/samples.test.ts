import {
  formatFinding,
  missing,
} from '@backstage-realtime/plugin-realtime-common';
import { evaluate } from '../../evaluate';
import {
  anInput,
  anObservation,
  partitions,
  TOPIC,
} from '../../testUtils/builders';
import { NO_CONFIGS, standsFor } from '../../testUtils/checkCases';
import {
  content,
  expectSample,
  failing,
  judged,
  place,
  type SampleCase,
} from './testUtils/sampleCases';

const CASES: SampleCase[] = [
  {
    check: 'decode.failed',
    when: 'nobody reads',
    is: 'not-applicable',
    says: /^pong_topic: nobody reads records at the moment/,
  },
  {
    check: 'decode.failed',
    when: 'every value decodes',
    is: 'ok',
    says: /^pong_topic: all 1,000 sampled records can be decoded$/,
    see: content(),
  },
  {
    check: 'decode.failed',
    when: 'a reader is there and no value came yet',
    is: 'not-applicable',
    says: /^pong_topic: 0 of 1 samples are too few/,
    see: content({ decoding: { tried: 0, failed: 0, hasDecoded: false } }),
  },
  {
    check: 'decode.failed',
    when: 'one of nineteen does not decode',
    is: 'warning',
    says: /^pong_topic: 1 of 19 sampled records cannot be decoded \(5\.3 %\): json: ends too early$/,
    see: failing(1, 19),
  },
  {
    check: 'decode.failed',
    when: 'one of twenty does not',
    is: 'critical',
    says: /^pong_topic: 1 of 20 .*\(5 %\)/,
    see: failing(1, 20),
  },
  {
    check: 'decode.failed',
    when: 'one of a thousand does not',
    is: 'warning',
    says: /\(0\.1 %\)/,
    see: failing(1, 1_000),
  },
  {
    check: 'decode.failed',
    when: 'some are read by no decoder',
    is: 'warning',
    says: /^pong_topic: no decoder reads 3 of 100 sampled records \(3 %\)$/,
    see: content({
      decoding: { tried: 100, failed: 3, hasDecoded: true, newest: place },
    }),
  },
  {
    check: 'decode.failed',
    when: 'an encoding is not known here at all',
    is: 'info',
    says: /^pong_topic: no decoder reads any of 50 sampled records; one for this topic is missing$/,
    see: content({
      decoding: { tried: 50, failed: 50, hasDecoded: false, newest: place },
    }),
  },
  {
    check: 'decode.failed',
    when: 'all fail where others decoded before',
    is: 'critical',
    says: /no decoder reads 50 of 50/,
    see: content({
      decoding: { tried: 50, failed: 50, hasDecoded: true, newest: place },
    }),
  },
  {
    check: 'obs.sampled',
    when: 'a quarter was looked into',
    is: 'ok',
    says: /^pong_topic: 1,000 of 4,000 records that passed in 5 min were looked into, 25 %$/,
    see: content(),
  },
  {
    check: 'obs.sampled',
    when: 'nothing passed yet',
    is: 'not-applicable',
    says: /^pong_topic: 0 of 1 samples are too few/,
    see: content({ passed: 0, sampled: 0, sizes: undefined }),
  },
  {
    check: 'gateway.drops',
    when: 'viewers see all',
    is: 'ok',
    says: /^pong_topic: viewers are shown what they ask for$/,
    see: content(),
  },
  {
    check: 'gateway.drops',
    when: 'a fortieth came too fast for viewers',
    is: 'info',
    says: /^pong_topic: 100 of 4,000 records came faster than viewers could be shown them \(2.5 %\)$/,
    see: content({ viewers: { seen: 4_000, lapped: 100 } }),
  },
  {
    check: 'gateway.drops',
    when: 'nothing came for them yet',
    is: 'not-applicable',
    says: /^pong_topic: 0 of 1 samples are too few/,
    see: content({ viewers: { seen: 0, lapped: 0 } }),
  },
  {
    check: 'key.hot',
    when: 'one key has a fifth',
    is: 'info',
    says: /^pong_topic: one key has 20 % of 500 sampled records, all to p1; the limit is 20 %$/,
    see: content({
      keys: { withKey: 500, without: 0, top: { records: 100, partition: 1 } },
    }),
  },
  {
    check: 'key.hot',
    when: 'no key has a fifth',
    is: 'ok',
    says: /no key has more than 1 % of 1,000/,
    see: content(),
  },
  {
    check: 'key.hot',
    when: 'there are too few keys',
    is: 'not-applicable',
    says: /^pong_topic: 499 of 500 samples are too few to judge$/,
    see: content({
      keys: { withKey: 499, without: 9, top: { records: 499, partition: 1 } },
    }),
  },
  {
    check: 'key.hot',
    when: 'there is one partition',
    is: 'not-applicable',
    says: /one partition/,
    see: content(),
    topic: { partitions: partitions(1) },
  },
  {
    check: 'size.near-max',
    when: 'records are small',
    is: 'ok',
    says: /have at most 900 bytes, 0\.1 % of max\.message\.bytes 1 MiB; the limit is 50 %$/,
    see: content(),
  },
  {
    check: 'size.near-max',
    when: 'one in a hundred takes half of what is allowed',
    is: 'warning',
    says: /have 512 KiB or more, 50 % of max\.message\.bytes 1 MiB; the limit is 50 %$/,
    see: content({ sizes: { p99: 524_294, max: 524_294 } }),
  },
  {
    check: 'size.near-max',
    when: 'it takes nine tenths',
    is: 'critical',
    says: /the limit is 90 %$/,
    see: content({ sizes: { p99: 1_000_000, max: 1_000_000 } }),
  },
  {
    check: 'size.near-max',
    when: 'too few were sampled',
    is: 'not-applicable',
    says: /199 of 200/,
    see: content({ sampled: 199 }),
  },
  {
    check: 'size.near-max',
    when: 'the configuration is withheld',
    is: 'unknown',
    says: /./,
    see: content(),
    topic: NO_CONFIGS,
  },
];

it.each(CASES)('$check is $is when $when', each => {
  expectSample(each);
});

it('says on how many records of how many a verdict rests, and where to look', () => {
  const found = standsFor(judged({ see: failing(1, 20) }), 'decode.failed');
  expect(found).toMatchObject({
    window: { ms: 300_000, samples: 1_000, expected: 4_000 },
    subject: { topic: TOPIC, partition: 2 },
    limits: [{ name: 'critical', origin: 'default' }],
  });
  expect(formatFinding(found!.next[0])).toMatch(
    /^Open pong_topic p2 offset 4.711 and its decode report \(team-edge\)$/,
  );
});

it('judges values of other streams, whose offsets lead nowhere', () => {
  const mqtt = {
    ...failing(1, 20),
    ...({ kind: 'mqtt', system: 'emqx', topic: 'ping/#' } as const),
  };
  const { checks } = judged({ see: mqtt });
  const found = checks.find(
    ({ check, subject }) =>
      check === 'decode.failed' && subject.system === 'emqx',
  );
  expect(found).toMatchObject({ verdict: 'critical' });
  expect(formatFinding(found!.next[0])).toMatch(/^Open a record that cannot/);
});

it('goes on looking into records while the cluster cannot be asked', () => {
  const away = missing('unreachable').missing;
  const { health } = evaluate(
    anInput({
      observations: [anObservation({ missing: away, topics: [], groups: [] })],
      contents: [failing(1, 20)],
    }),
  );
  expect(standsFor(health, 'decode.failed')?.verdict).toBe('critical');
});
