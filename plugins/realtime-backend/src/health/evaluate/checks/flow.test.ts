import { known, missing } from '@backstage-realtime/plugin-realtime-common';
import { aScope } from '../testUtils/builders';
import {
  type Case,
  ofTopic,
  ofPartitions,
  growing,
  expectCase,
} from '../testUtils/checkCases';

const CASES: Case[] = [
  {
    check: 'flow.silence',
    when: 'a ping is declared each 5 s and none came for 45 s',
    is: 'warning',
    for: 45,
    scope: aScope({
      annotations: {
        'backstage-realtime.io/health-limits': 'flow.interval.pong_topic=5s',
      },
    }),
    says: /got no record for 4\d s; one is declared every 5 s, limit 30 s/,
    see: () => ofTopic({})(),
  },
  {
    check: 'flow.silence',
    when: 'a ping is declared each 5 s and none came for two minutes',
    is: 'critical',
    for: 120,
    scope: aScope({
      annotations: {
        'backstage-realtime.io/health-limits': 'flow.interval.pong_topic=5s',
      },
    }),
    see: ofTopic({}),
  },
  {
    check: 'flow.silence',
    when: 'what is usual is not known yet',
    is: 'not-applicable',
    for: 300,
    see: growing(1, () => 1),
  },
  {
    check: 'flow.silence',
    when: 'records come as usual',
    is: 'ok',
    for: 1600,
    see: growing(1, () => 1),
  },
  {
    check: 'flow.silence',
    when: 'records came all the time and stopped',
    is: 'warning',
    for: 1860,
    see: (_, s) => growing(1, () => 1)(_, Math.min(s, 1600)),
  },
  {
    check: 'flow.silence',
    when: 'a partition cannot be seen',
    is: 'unknown',
    see: ofPartitions(2, p => (p ? { end: missing('no-leader') } : {})),
  },
  {
    check: 'flow.rate-shift',
    when: 'three days were not seen',
    is: 'not-applicable',
    for: 300,
    see: growing(1, () => 1),
  },
  {
    check: 'skew.rate',
    when: 'one of two gets all',
    is: 'warning',
    for: 300,
    says: /p1 gets 100 % of the records; an even share is 50 %/,
    see: growing(2, p => p),
  },
  {
    check: 'skew.rate',
    when: 'one of five gets most',
    is: 'warning',
    for: 300,
    see: growing(5, p => (p === 3 ? 20 : 1)),
  },
  {
    check: 'skew.rate',
    when: 'they share',
    is: 'ok',
    for: 300,
    see: growing(5, () => 3),
  },
  {
    check: 'skew.rate',
    when: 'nothing came',
    is: 'not-applicable',
    for: 300,
    see: growing(5, () => 0),
  },
  {
    check: 'skew.rate',
    when: 'a partition cannot be seen',
    is: 'unknown',
    see: ofPartitions(2, p => (p ? { end: missing('no-leader') } : {})),
  },
  {
    check: 'skew.size',
    when: 'one is ten times as large',
    is: 'info',
    see: ofPartitions(3, p => ({ sizeBytes: known(p === 2 ? 2e9 : 2e8) })),
  },
  {
    check: 'skew.size',
    when: 'sizes are withheld',
    is: 'unknown',
    see: ofPartitions(3, () => ({ sizeBytes: missing('timeout') })),
  },
  {
    check: 'skew.unused',
    when: 'one of three gets nothing',
    is: 'info',
    for: 300,
    says: /p0 got none of/,
    see: growing(3, p => p),
  },
  {
    check: 'skew.unused',
    when: 'few records came',
    is: 'not-applicable',
    for: 15,
    see: growing(3, p => p),
  },
  {
    check: 'skew.size',
    when: 'one of two is twenty times as large',
    is: 'info',
    see: ofPartitions(2, p => ({ sizeBytes: known(p ? 2e9 : 1e8) })),
  },
  {
    check: 'skew.size',
    when: 'they are as large',
    is: 'ok',
    see: ofTopic({}),
  },
  {
    check: 'skew.size',
    when: 'there is one partition',
    is: 'not-applicable',
    see: ofPartitions(1, () => ({})),
  },
  {
    check: 'skew.unused',
    when: 'each gets some',
    is: 'ok',
    for: 300,
    see: growing(3, () => 1),
  },
  {
    check: 'skew.unused',
    when: 'the end of a partition is not known',
    is: 'unknown',
    see: ofPartitions(2, p => (p ? { end: missing('timeout') } : {})),
  },
];

it.each(CASES)('$check is $is when $when', each => {
  expectCase(each);
});
