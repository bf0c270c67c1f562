import {
  NO_CONFIGS,
  DEV,
  type Case,
  ofTopic,
  ofConfig,
  ofPartitions,
  expectCase,
} from '../testUtils/checkCases';

const CASES: Case[] = [
  {
    check: 'durability.rf1',
    when: 'there is one replica',
    is: 'warning',
    says: /has one replica; losing its broker loses the records/,
    see: ofPartitions(1, () => ({ replicas: [1], isr: [1] })),
  },
  {
    check: 'durability.rf1',
    when: 'there is one replica in development',
    is: 'info',
    scope: DEV,
    see: ofPartitions(1, () => ({ replicas: [1], isr: [1] })),
  },
  {
    check: 'durability.no-headroom',
    when: 'all replicas are needed',
    is: 'warning',
    see: ofConfig({ 'min.insync.replicas': '3' }),
  },
  {
    check: 'durability.no-headroom',
    when: 'there is only one, which is told already',
    is: 'not-applicable',
    says: /^pong_topic has one replica; another check says/,
    see: ofPartitions(1, () => ({ replicas: [1], isr: [1] })),
  },
  {
    check: 'durability.no-headroom',
    when: 'one can go',
    is: 'ok',
    see: ofTopic({}),
  },
  {
    check: 'durability.no-headroom',
    when: 'the configuration is withheld',
    is: 'unknown',
    see: ofTopic(NO_CONFIGS),
  },
  {
    check: 'durability.min-isr-1',
    when: 'one copy is enough',
    is: 'warning',
    see: ofConfig({ 'min.insync.replicas': '1' }),
  },
  {
    check: 'durability.min-isr-above-rf',
    when: 'more are wanted than there are',
    is: 'warning',
    scope: DEV,
    see: ofConfig({ 'min.insync.replicas': '4' }),
  },
  {
    check: 'durability.unclean',
    when: 'it is allowed',
    is: 'warning',
    see: ofConfig({ 'unclean.leader.election.enable': 'true' }),
  },
  {
    check: 'durability.unclean',
    when: 'it is not',
    is: 'ok',
    see: ofTopic({}),
  },
  {
    check: 'storage.fsync',
    when: 'writes are cached',
    is: 'info',
    see: ofConfig({ 'write.caching': 'true' }),
  },
  {
    check: 'storage.fsync',
    when: 'the broker has no such thing',
    is: 'not-applicable',
    see: ofTopic({}),
  },
  ...(
    [
      ['durability.rf1', ofPartitions(3, () => ({}))],
      ['durability.min-isr-1', ofTopic({})],
      ['durability.min-isr-above-rf', ofTopic({})],
    ] as const
  ).map(([check, see]) => ({
    ...{ check, see, when: 'three replicas are there and two are needed' },
    is: 'ok' as const,
  })),
  ...[
    'durability.min-isr-1',
    'durability.min-isr-above-rf',
    'durability.unclean',
    'storage.fsync',
  ].map(check => ({
    ...{ check, see: ofTopic(NO_CONFIGS) },
    when: 'the configuration is withheld',
    is: 'unknown' as const,
  })),
  {
    check: 'durability.rf1',
    when: 'metadata lists no partition',
    is: 'unknown',
    see: ofTopic({ partitions: [] }),
  },
  {
    check: 'durability.min-isr-1',
    when: 'one copy is enough in development',
    is: 'info',
    scope: DEV,
    see: ofConfig({ 'min.insync.replicas': '1' }),
  },
  {
    check: 'durability.unclean',
    when: 'it is allowed in development',
    is: 'info',
    scope: DEV,
    see: ofConfig({ 'unclean.leader.election.enable': 'true' }),
  },
  {
    check: 'storage.fsync',
    when: 'writes are not cached',
    is: 'ok',
    see: ofConfig({ 'write.caching': 'false' }),
  },
];

it.each(CASES)('$check is $is when $when', each => {
  expectCase(each);
});
