import {
  formatFinding,
  missing,
} from '@backstage-realtime/plugin-realtime-common';
import {
  aGroup,
  anObservation,
  anOffset,
  aScope,
  aTopic,
  GROUP,
  NOW_MS,
  partitions,
  SYSTEM,
  TOPIC,
} from '../testUtils/builders';
import {
  DENIED,
  expectCase,
  NO_CONFIGS,
  ofGroup,
  ofPartitions,
  ofTopic,
  type Case,
} from '../testUtils/checkCases';
import { judge, resultOf, watchFor } from '../testUtils/judging';
import { Watch } from '../testUtils/Watch';

const OLD_BROKER = missing('unsupported');
const REFUSED = {
  code: 'unreachable',
  detail: 'broker 2: the connection was refused',
} as const;
const SILENT = { code: 'timeout', detail: 'broker 2 does not answer' } as const;

/** Broker 2 of three is away, and metadata still names it as the leader of p1. */
const stillNamed = (why: typeof REFUSED | typeof SILENT) => () => {
  const gone = { known: false, missing: why } as const;
  return anObservation({
    brokers: [1, 2, 3].map(id =>
      id === 2
        ? { id, isAnswering: false, missing: why }
        : { id, isAnswering: true },
    ),
    topics: [
      aTopic({
        partitions: partitions(3, partition =>
          partition === 1
            ? {
                ...{ start: gone, end: gone, stableEnd: gone },
                ...{ newestMs: gone, oldestMs: gone, sizeBytes: gone },
              }
            : {},
        ),
      }),
    ],
  });
};

const CASES: Case[] = [
  {
    check: 'obs.stale',
    when: 'it was just read',
    is: 'ok',
    see: ofTopic({}),
  },
  {
    check: 'obs.partial',
    when: 'all answered',
    is: 'ok',
    says: /every broker answered, 3 in all/,
    see: ofTopic({}),
  },
  {
    check: 'obs.partial',
    when: 'one did not, and what it leads is not known',
    is: 'unknown',
    says: /2 of 3 brokers answered; silent: 2/,
    see: stillNamed(SILENT),
  },
  {
    check: 'obs.frozen',
    when: 'all that metadata names answer',
    is: 'ok',
    see: ofTopic({}),
  },
  {
    check: 'obs.frozen',
    when: 'a leader does not answer in time',
    is: 'unknown',
    for: 120,
    says: /metadata names broker 2 as leader/,
    see: stillNamed(SILENT),
  },
  {
    check: 'obs.frozen',
    when: 'a leader refuses connections for half a minute',
    is: 'critical',
    for: 30,
    says: /broker 2 refuses every connection, and metadata still names it leader of 1 partition of 3: nobody can write there/,
    see: stillNamed(REFUSED),
  },
  {
    check: 'partition.offline',
    when: 'metadata names a leader that does not answer',
    is: 'unknown',
    for: 15,
    see: stillNamed(SILENT),
  },
  {
    check: 'isr.under-min',
    when: 'metadata names a leader that does not answer',
    is: 'unknown',
    for: 15,
    see: stillNamed(SILENT),
  },
  {
    check: 'obs.permission',
    when: 'every answer was given',
    is: 'ok',
    says: /no right is missing/,
    see: ofTopic({}),
  },
  {
    check: 'obs.permission',
    when: 'the directories of brokers may not be seen',
    is: 'unknown',
    says: /needs DESCRIBE on the cluster/,
    see: () =>
      anObservation({
        logDirs: [],
        topics: [
          aTopic({ partitions: partitions(1, () => ({ sizeBytes: DENIED })) }),
        ],
      }),
  },
  {
    check: 'obs.unsupported',
    when: 'every question is answered',
    is: 'ok',
    see: ofTopic({}),
  },
  {
    check: 'obs.unsupported',
    when: 'the broker does not know three questions',
    is: 'info',
    says: /^prod-eu1 cannot answer ConsumerGroupDescribe, DescribeConfigs, DescribeLogDirs;/,
    see: () =>
      anObservation({
        logDirs: [],
        topics: [
          aTopic({
            configs: OLD_BROKER,
            partitions: partitions(3, () => ({ sizeBytes: OLD_BROKER })),
          }),
        ],
        groups: [aGroup({ members: OLD_BROKER })],
      }),
  },
  {
    check: 'obs.unsupported',
    when: 'a question was not asked or did not come through',
    is: 'ok',
    see: ofTopic(NO_CONFIGS),
  },
  {
    check: 'obs.permission',
    when: 'a broker was late, which is no question of rights',
    is: 'ok',
    see: ofPartitions(1, () => ({ sizeBytes: missing('timeout') })),
  },
  {
    check: 'group.state',
    when: 'nobody tells it',
    is: 'unknown',
    see: ofGroup({ state: missing('timeout'), members: missing('timeout') }),
  },
];

it.each(CASES)('$check is $is when $when', each => {
  expectCase(each);
});

it('has a line for each right that is missing, with the command that grants it', () => {
  const right = (resource: 'topic' | 'group', name: string) =>
    missing('no-permission', {
      acl: { operation: 'Describe', resource, name },
    });
  const health = judge(
    anObservation({
      topics: [aTopic({ configs: right('topic', TOPIC) })],
      groups: [
        aGroup({
          state: right('group', GROUP),
          members: right('group', GROUP),
          offsets: [0, 1, 2].map(id => ({
            ...anOffset(id, 0n),
            committed: right('group', GROUP),
          })),
        }),
      ],
    }),
  );
  const unknown = health.checks.filter(({ verdict }) => verdict === 'unknown');
  expect(unknown.map(({ check }) => check)).toEqual([
    'obs.permission',
    'obs.permission',
  ]);
  expect(unknown.map(({ next }) => formatFinding(next[0])).sort()).toEqual([
    expect.stringContaining(`--operation Describe --group '${GROUP}'`),
    expect.stringContaining(`--operation Describe --topic '${TOPIC}'`),
  ]);
  const row = health.groups[0];
  expect(health.checks.find(({ key }) => key === row.worst)?.check).toBe(
    'obs.permission',
  );
});

it('says that a reading is old, and of a cluster that was never read that it was not', () => {
  const watch = new Watch();
  watch.judge(anObservation(), NOW_MS + 46_000);
  expect(watch.check('obs.stale').verdict).toBe('unknown');
  const never = judge(anObservation({ system: 'other' }), aScope());
  expect(resultOf(never, 'obs.stale')).toMatchObject({
    verdict: 'unknown',
    subject: { system: SYSTEM },
  });
});

it('trusts metadata again as soon as the leader that it names answers', () => {
  const watch = watchFor(60, (_, second) =>
    second < 60 ? stillNamed(REFUSED)() : anObservation(),
  );
  expect(watch.check('obs.frozen').verdict).toBe('ok');
  expect(watch.check('partition.offline')).toMatchObject({ verdict: 'ok' });
});
