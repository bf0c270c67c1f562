import { known, missing } from '@backstage-realtime/plugin-realtime-common';
import { aMember, anOffset } from '../testUtils/builders';
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
    check: 'group.state',
    when: 'it is sharing out for less than a minute',
    is: 'ok',
    for: 45,
    see: ofGroup({ state: known('PreparingRebalance') }),
  },
  {
    check: 'group.missing',
    when: 'nobody tells whether it is there',
    is: 'unknown',
    see: ofGroup({ state: missing('timeout') }),
  },
  {
    check: 'group.churn',
    when: 'it was read once',
    is: 'not-applicable',
    see: joining(1000),
  },
  {
    check: 'group.churn',
    when: 'members may not be seen',
    is: 'unknown',
    see: ofGroup({ members: missing('timeout') }),
  },
  {
    check: 'group.unassigned',
    when: 'each partition has a member',
    is: 'ok',
    see: ofTopic({}),
  },
  {
    check: 'group.unassigned',
    when: 'members are sharing out',
    is: 'not-applicable',
    see: ofGroup({ state: known('Reconciling') }),
  },
  {
    check: 'group.idle-members',
    when: 'each has something to do',
    is: 'ok',
    see: ofTopic({}),
  },
  {
    check: 'group.idle-members',
    when: 'members may not be seen',
    is: 'unknown',
    see: ofGroup({ members: missing('timeout') }),
  },
  {
    check: 'group.type-unsupported',
    when: 'it is of a known type',
    is: 'ok',
    see: ofTopic({}),
  },
];

it.each(CASES)('$check is $is when $when', each => {
  expectCase(each);
});
