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
  joining,
  expectCase,
} from '../testUtils/checkCases';

const CASES: Case[] = [
  {
    check: 'group.state',
    when: 'it is sharing out for over a minute',
    is: 'warning',
    for: 75,
    see: ofGroup({ state: known('PreparingRebalance') }),
  },
  {
    check: 'group.state',
    when: 'it is sharing out for over five minutes',
    is: 'critical',
    for: 315,
    see: ofGroup({ state: known('Reconciling') }),
  },
  {
    check: 'group.state',
    when: 'nobody is left and all is read',
    is: 'info',
    see: ofGroup({ state: known('Empty'), members: known([]) }),
  },
  {
    check: 'group.state',
    when: 'nobody is left and something is not',
    is: 'warning',
    for: 60,
    see: ofGroup({
      state: known('Empty'),
      members: known([]),
      offsets: [anOffset(0, 10n)],
    }),
  },
  {
    check: 'group.state',
    when: 'nobody is a member and offsets move',
    is: 'info',
    for: 60,
    says: /assigns partitions by itself/,
    see: (_, s) =>
      ofGroup({
        state: known('Empty'),
        members: known([]),
        offsets: [anOffset(0, BigInt(10 + s))],
      })(),
  },
  {
    check: 'group.churn',
    when: 'members change each minute',
    is: 'warning',
    for: 300,
    see: joining(60),
  },
  {
    check: 'group.churn',
    when: 'members change all the time',
    is: 'critical',
    for: 300,
    see: joining(15),
  },
  {
    check: 'group.churn',
    when: 'they stay',
    is: 'ok',
    for: 300,
    see: joining(1000),
  },
  {
    check: 'group.unassigned',
    when: 'a partition with data has nobody for two minutes',
    is: 'critical',
    for: 120,
    says: /has no member for p2 of pong_topic/,
    see: ofGroup({ members: known([aMember([0, 1])]) }),
  },
  {
    check: 'group.unassigned',
    when: 'members may not be seen',
    is: 'unknown',
    see: ofGroup({ members: missing('no-permission') }),
  },
  {
    check: 'group.idle-members',
    when: 'there are more than partitions',
    is: 'info',
    says: /4 members for 3 partitions; 1 has nothing to do/,
    see: ofGroup({
      members: known([[0], [1], [2], []].map(assigned => aMember(assigned))),
    }),
  },
  {
    check: 'group.type-unsupported',
    when: 'it is a share group',
    is: 'not-applicable',
    see: ofGroup({ type: 'share' }),
  },
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
];

it.each(CASES)('$check is $is when $when', each => {
  expectCase(each);
});
