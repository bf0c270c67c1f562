import { known, missing } from '@backstage-realtime/plugin-realtime-common';
import {
  aGroup,
  aMember,
  anObservation,
  anOffset,
  aTopic,
  partitions,
} from '../testUtils/builders';
import {
  type Case,
  ofTopic,
  ofGroup,
  ofPartitions,
  expectCase,
} from '../testUtils/checkCases';

const CASES: Case[] = [
  {
    check: 'commit.none',
    when: 'a member reads and nothing is committed for five minutes',
    is: 'warning',
    for: 300,
    says: /has no commits yet on p0, p1, p2/,
    see: ofGroup({
      offsets: [0, 1, 2].map(p => ({
        ...anOffset(p, 0n),
        committed: missing('no-commit'),
      })),
    }),
  },
  {
    check: 'commit.none',
    when: 'nobody reads and nothing is committed',
    is: 'info',
    see: ofGroup({
      state: known('Empty'),
      members: known([]),
      offsets: [0, 1, 2].map(p => ({
        ...anOffset(p, 0n),
        committed: missing('no-commit'),
      })),
    }),
  },
  {
    check: 'lag.time',
    when: 'the broker leaves out a partition it was asked about',
    is: 'unknown',
    see: ofGroup({ offsets: [anOffset(0, 1000n), anOffset(1, 1000n)] }),
  },
  {
    check: 'lag.headroom',
    when: 'no catch-up was seen',
    is: 'not-applicable',
    see: ofTopic({}),
  },
  {
    check: 'lag.headroom',
    when: 'the best catch-up was a tenth faster',
    is: 'info',
    for: 600,
    says: /best catch-up seen is 1.1 × the produce rate, below 1.2/,
    see: (_, s) =>
      anObservation({
        topics: [
          aTopic({
            partitions: partitions(1, () => ({
              end: known(BigInt(100_000 + 100 * s)),
            })),
          }),
        ],
        groups: [
          aGroup({
            members: known([aMember([0])]),
            offsets: [
              anOffset(0, BigInt(50_000 + 110 * s), {
                lagTime: known({ ms: 1000, method: 'record' }),
              }),
            ],
          }),
        ],
      }),
  },
  {
    check: 'commit.none',
    when: 'it committed everywhere',
    is: 'ok',
    see: ofTopic({}),
  },
  {
    check: 'commit.none',
    when: 'there is nothing to commit',
    is: 'not-applicable',
    see: () =>
      anObservation({
        topics: [
          aTopic({ partitions: partitions(1, () => ({ end: known(0n) })) }),
        ],
        groups: [
          aGroup({
            members: known([aMember([0])]),
            offsets: [{ ...anOffset(0, 0n), committed: missing('no-commit') }],
          }),
        ],
      }),
  },
  {
    check: 'commit.none',
    when: 'the answer about commits was withheld',
    is: 'unknown',
    see: ofGroup({
      offsets: [0, 1, 2].map(p => ({
        ...anOffset(p, 0n),
        committed: missing('timeout'),
      })),
    }),
  },
  {
    check: 'lag.time',
    when: 'all is read',
    is: 'ok',
    says: /has read all of pong_topic/,
    see: ofTopic({}),
  },
  {
    check: 'lag.outlier',
    when: 'there is one partition',
    is: 'not-applicable',
    see: ofPartitions(1, () => ({})),
  },
  {
    check: 'lag.outlier',
    when: 'none is far behind the others',
    is: 'ok',
    see: ofTopic({}),
  },
  {
    check: 'lag.outlier',
    when: 'the end of one is not known, which may be the one',
    is: 'unknown',
    see: ofPartitions(3, p => (p ? {} : { end: missing('timeout') })),
  },
  {
    check: 'lag.headroom',
    when: 'the best catch-up was twice as fast',
    is: 'ok',
    for: 600,
    see: (_, s) =>
      anObservation({
        topics: [
          aTopic({
            partitions: partitions(1, () => ({
              end: known(BigInt(500_000 + 100 * s)),
            })),
          }),
        ],
        groups: [
          aGroup({
            members: known([aMember([0])]),
            offsets: [
              anOffset(0, BigInt(50_000 + 200 * s), {
                lagTime: known({ ms: 1000, method: 'record' }),
              }),
            ],
          }),
        ],
      }),
  },
];

it.each(CASES)('$check is $is when $when', each => {
  expectCase(each);
});
