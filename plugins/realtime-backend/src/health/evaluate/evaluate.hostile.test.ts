import {
  formatFinding,
  known,
  missing,
  type Verdict,
} from '@backstage-realtime/plugin-realtime-common';
import {
  aGroup,
  aMember,
  anObservation,
  anOffset,
  aScope,
  aTopic,
  configs,
  partitions,
  SYSTEM,
  TOPIC,
} from './testUtils/builders';
import { judge, notFine, resultOf, watchFor } from './testUtils/judging';

it('says one line of a topic that may not be read, and nothing well of it', () => {
  const acl = {
    operation: 'Describe',
    resource: 'topic',
    name: TOPIC,
  } as const;
  const health = judge(
    anObservation({
      topics: [
        aTopic({
          partitions: [],
          missing: { code: 'no-permission', acl },
          configs: missing('no-permission', { acl }),
        }),
      ],
      groups: [],
    }),
    aScope({ groups: [] }),
  );
  const ofTopic = health.checks.filter(
    ({ subject }) => subject.topic === TOPIC,
  );
  expect(ofTopic.map(({ verdict }) => verdict)).toEqual(['unknown']);
  expect(health.topics[0].verdict).toBe('unknown');
});

describe('a declared name that the cluster does not have', () => {
  it.each<['prod' | 'dev', Verdict]>([
    ['prod', 'critical'],
    ['dev', 'warning'],
  ])('is, in %s, %s for a group', (tier, verdict) => {
    const watch = watchFor(
      15,
      () =>
        anObservation({
          groups: [
            aGroup({
              state: missing('not-found'),
              members: missing('not-found'),
              offsets: [],
            }),
          ],
        }),
      aScope({ tier }),
    );
    expect(watch.check('group.missing').verdict).toBe(verdict);
    expect(watch.health.groups[0].verdict).toBe(verdict);
  });

  it.each<['prod' | 'dev', Verdict]>([
    ['prod', 'critical'],
    ['dev', 'warning'],
  ])(
    'is, in %s, %s for a topic, also when a group committed there',
    (tier, verdict) => {
      const watch = watchFor(
        15,
        () =>
          anObservation({
            topics: [
              aTopic({ partitions: [], missing: { code: 'not-found' } }),
            ],
          }),
        aScope({ tier }),
      );
      expect(watch.check('topic.missing').verdict).toBe(verdict);
      expect(watch.check('commit.orphan').verdict).toBe('info');
      expect(formatFinding(watch.check('commit.orphan').finding)).toBe(
        'ws-gateway still has commits for pong_topic, which does not exist',
      );
    },
  );
});

describe('a topic that no entity declares', () => {
  const seenFrom = (tags: string[]) =>
    watchFor(1, () => anObservation(), aScope({ tags }));

  it('is a finding on its own entity, which the catalog tags', () => {
    const watch = seenFrom(['kafka', 'undeclared']);
    const { verdict, finding } = watch.check('topic.undeclared');
    expect(verdict).toBe('info');
    expect(formatFinding(finding)).toBe(
      'pong_topic of prod-eu1 is declared by no entity',
    );
  });

  it('is none where it is declared', () => {
    const { health } = seenFrom(['kafka']);
    expect(health.checks.map(({ check }) => check)).not.toContain(
      'topic.undeclared',
    );
  });
});

it('does not call a group of the newer protocol missing', () => {
  const health = judge(
    anObservation({
      groups: [
        aGroup({ type: 'consumer', state: known('Reconciling'), epoch: 7 }),
      ],
    }),
  );
  expect(resultOf(health, 'group.missing').verdict).toBe('ok');
  expect(resultOf(health, 'group.state').verdict).toBe('ok');
});

describe('a producer whose clock is five minutes off', () => {
  const withClock = (offMs: number, committedAgoS: number) =>
    watchFor(900, (atMs, second) =>
      anObservation({
        topics: [
          aTopic({
            partitions: partitions(1, () => ({
              end: known(BigInt(1000 + second)),
              newestMs: known(atMs + offMs),
            })),
          }),
        ],
        groups: [
          aGroup({
            members: known([aMember([0])]),
            offsets: [
              anOffset(0, BigInt(1000 + second - committedAgoS), {
                lagTime: known({
                  ms: committedAgoS * 1000 - offMs,
                  method: 'record',
                }),
              }),
            ],
          }),
        ],
      }),
    );

  it('ahead does not hide that a group is late', () => {
    const watch = withClock(300_000, 120);
    expect(watch.check('timestamp.future')).toMatchObject({
      verdict: 'warning',
    });
    expect(watch.check('lag.time').verdict).toBe('warning');
    expect(watch.health.groups[0].lagTime).toMatchObject({
      value: { method: 'interval' },
    });
  });

  it('behind does not make a group late that keeps up', () => {
    const watch = withClock(-300_000, 20);
    expect(watch.check('lag.time').verdict).toBe('ok');
    expect(watch.check('timestamp.future').verdict).toBe('ok');
  });
});

describe('a broker that does not answer', () => {
  const withSilent = (leader: number) => {
    const silent = missing('timeout', { detail: 'broker 2 does not answer' });
    return anObservation({
      brokers: [1, 2, 3].map(id => ({ id, isAnswering: id !== 2 })),
      topics: [
        aTopic({
          partitions: partitions(1, () =>
            leader === 2
              ? {
                  leader: known(2),
                  ...{ start: silent, end: silent, stableEnd: silent },
                  ...{ newestMs: silent, oldestMs: silent, sizeBytes: silent },
                }
              : { leader: known(leader) },
          ),
        }),
      ],
      groups: [
        aGroup({
          members: known([aMember([0])]),
          offsets: [anOffset(0, 1000n)],
        }),
      ],
    });
  };

  it('is a line of its own while others lead', () => {
    const health = judge(withSilent(1));
    expect(notFine(health)).toEqual(['info obs.partial']);
    expect(formatFinding(resultOf(health, 'obs.partial').finding)).toBe(
      'prod-eu1: 2 of 3 brokers answered; silent: 2',
    );
  });

  it('makes what it leads unknown, and the metadata that names it doubtful', () => {
    const health = judge(withSilent(2));
    expect(health.verdict).toBe('unknown');
    expect(resultOf(health, 'obs.frozen').verdict).toBe('unknown');
    expect(health.systems[0].brokers).toEqual({
      total: 3,
      answered: 2,
      silent: [2],
    });
    expect(health.groups[0].byPartition[0].lag).toMatchObject({
      missing: { detail: 'broker 2 does not answer' },
    });
  });
});

it('takes names of 249 characters and topics of 10,000 partitions', () => {
  const topic = 'x'.repeat(249);
  const observation = anObservation({
    topics: [aTopic({ topic, partitions: partitions(10_000) })],
    groups: [],
    logDirs: [],
  });
  const health = judge(
    observation,
    aScope({ topics: [{ system: SYSTEM, topic }], groups: [] }),
  );
  expect(health.topics[0].partitions).toHaveLength(10_000);
  expect(health.topics[0].topic).toBe(topic);
  expect(health.verdict).toBe('ok');
});

it('takes gaps of compaction for what they are', () => {
  const health = judge(
    anObservation({
      topics: [
        aTopic({ configs: known(configs({ 'cleanup.policy': 'compact' })) }),
      ],
      groups: [
        aGroup({
          offsets: [0, 1, 2].map(partition =>
            anOffset(partition, 10n, {
              lagTime: known({ ms: 4000, method: 'record' }),
            }),
          ),
        }),
      ],
    }),
  );
  expect(notFine(health)).toEqual([]);
  expect(resultOf(health, 'retention.cliff').verdict).toBe('not-applicable');
  expect(formatFinding(resultOf(health, 'compaction.backlog').finding)).toBe(
    'pong_topic is compacted; how far the cleaner is behind is not visible over the Kafka protocol',
  );
});
