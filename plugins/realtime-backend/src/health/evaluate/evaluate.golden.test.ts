import {
  formatFinding,
  known,
  missing,
} from '@backstage-realtime/plugin-realtime-common';
import {
  aGroup,
  aMember,
  anObservation,
  anOffset,
  aScope,
  aTopic,
  configs,
  GROUP,
  NOW_MS,
  partitions,
  SYSTEM,
  TOPIC,
} from './testUtils/builders';
import { judge, notFine, watchFor } from './testUtils/judging';
import { Watch } from './testUtils/Watch';

it('keeps the lag of five partitions when the sixth has no leader', () => {
  const observation = anObservation({
    topics: [
      aTopic({
        partitions: partitions(6, partition =>
          partition === 2
            ? {
                leader: missing('no-leader'),
                isr: [],
                start: missing('no-leader'),
                end: missing('no-leader'),
                stableEnd: missing('no-leader'),
                newestMs: missing('no-leader'),
                oldestMs: missing('no-leader'),
              }
            : {},
        ),
      }),
    ],
    groups: [
      aGroup({
        members: known([aMember([0, 1, 2, 3, 4, 5])]),
        offsets: [0, 1, 2, 3, 4, 5].map(each => anOffset(each, 1000n)),
      }),
    ],
  });
  const watch = watchFor(15, () => observation);
  const offline = watch.check('partition.offline');
  expect(offline.verdict).toBe('critical');
  expect(formatFinding(offline.finding)).toBe(
    'pong_topic p2 has no leader; it can neither be read nor written',
  );
  expect(watch.check('lag.time').verdict).toBe('unknown');
  const [row] = watch.health.groups;
  expect(row.byPartition.map(({ lag }) => lag.known)).toEqual(
    [0, 1, 2, 3, 4, 5].map(partition => partition !== 2),
  );
  expect(row.byPartition[2].lag).toMatchObject({
    missing: { code: 'no-leader' },
  });
  expect(watch.health.topics[0].partitions[2].verdict).toBe('critical');
  expect(watch.health.topics[0].partitions[3].verdict).toBe('ok');
});

it('shows the other group when one may not be read, with the right that is missing', () => {
  const acl = {
    operation: 'Describe',
    resource: 'group',
    name: 'fraud-scan',
  } as const;
  const denied = missing('no-permission', { acl });
  const health = judge(
    anObservation({
      groups: [
        aGroup(),
        aGroup({
          group: 'fraud-scan',
          state: denied,
          members: denied,
          offsets: [0, 1, 2].map(partition => ({
            ...anOffset(partition, 0n),
            committed: denied,
          })),
        }),
      ],
    }),
    aScope({
      groups: [GROUP, 'fraud-scan'].map(group => ({ system: SYSTEM, group })),
    }),
  );
  expect(notFine(health)).toEqual(['unknown obs.permission']);
  const unreadable = health.checks[0];
  expect(formatFinding(unreadable.finding)).toBe(
    'fraud-scan: needs DESCRIBE on group fraud-scan',
  );
  expect(formatFinding(unreadable.next[0])).toContain(
    "--operation Describe --group 'fraud-scan'",
  );
  expect(unreadable.evidence.map(({ value }) => value)).toContainEqual({
    kind: 'name',
    text: 'group.state',
  });
  expect(health.groups.map(({ group, verdict }) => [group, verdict])).toEqual([
    [GROUP, 'ok'],
    ['fraud-scan', 'unknown'],
  ]);
  expect(health.groups[1]).toMatchObject({ topic: TOPIC, members: denied });
});

it('tells that a topic was made again by commits past its end, and has no number for the lag', () => {
  const watch = watchFor(30, (_, second) =>
    anObservation({
      topics: [
        aTopic({
          partitions: partitions(1, () =>
            second < 30 ? {} : { end: known(12n), stableEnd: known(12n) },
          ),
        }),
      ],
      groups: [
        aGroup({
          members: known([aMember([0])]),
          offsets: [anOffset(0, 1000n)],
        }),
      ],
    }),
  );
  const ahead = watch.check('lag.time');
  expect(ahead.verdict).toBe('warning');
  expect(formatFinding(ahead.finding)).toMatch(
    /^ws-gateway is 988 offsets past the end of pong_topic p0;/,
  );
  const [row] = watch.health.groups;
  expect(row.byPartition[0]).toMatchObject({ lagState: 'ahead' });
  expect(row.lag).toMatchObject({ known: false });
  expect(watch.health.topics[0].rate).toMatchObject({ known: false });
});

it('tells that the partition count has grown, and does not miss commits there at once', () => {
  const watch = watchFor(60, (_, second) => {
    const n = second < 30 ? 3 : 6;
    return anObservation({
      topics: [aTopic({ partitions: partitions(n) })],
      groups: [
        aGroup({
          members: known([aMember([0, 1, 2, 3, 4, 5])]),
          offsets: Array.from({ length: n }, (__, partition) =>
            partition < 3
              ? anOffset(partition, 1000n)
              : { ...anOffset(partition, 0n), committed: missing('no-commit') },
          ),
        }),
      ],
    });
  });
  expect(formatFinding(watch.check('partition.grown').finding)).toBe(
    'pong_topic: partition count grew from 3 to 6; keys moved',
  );
  expect(watch.check('commit.none')).toMatchObject({
    verdict: 'ok',
    pending: { verdict: 'warning' },
  });
});

it('is no warning when each broker is away for 90 s in turn, as in a rolling restart', () => {
  const seen = new Set<string>();
  const watch = new Watch(aScope());
  for (let second = 0; second <= 600; second += 15) {
    const away = [1, 2, 3][Math.floor((second - 60) / 150)];
    const isAway = (second - 60) % 150 < 90 && second >= 60;
    const gone = isAway ? away : undefined;
    const health = watch.see(
      anObservation({
        atMs: NOW_MS + second * 1000,
        topics: [
          aTopic({
            partitions: partitions(3, partition => {
              const replicas = [0, 1, 2].map(
                index => ((partition + index) % 3) + 1,
              );
              const isr = replicas.filter(broker => broker !== gone);
              return { isr, leader: known(isr[0]) };
            }),
          }),
        ],
      }),
    );
    notFine(health)
      .filter(text => !text.startsWith('info'))
      .forEach(text => seen.add(text));
  }
  expect([...seen]).toEqual([]);
});

it('is info for one replica and critical for the cliff when a consumer in development has stopped', () => {
  const watch = watchFor(
    300,
    atMs =>
      anObservation({
        atMs,
        topics: [
          aTopic({
            configs: known(
              configs({
                'retention.ms': '3600000',
                'min.insync.replicas': '1',
              }),
            ),
            partitions: partitions(1, () => ({
              replicas: [1],
              isr: [1],
              end: known(BigInt(1000 + (atMs - NOW_MS) / 1000)),
            })),
          }),
        ],
        groups: [
          aGroup({
            state: known('Empty'),
            members: known([]),
            offsets: [
              anOffset(0, 100n, {
                lagTime: known({
                  ms: 3_000_000 + atMs - NOW_MS,
                  method: 'record',
                }),
              }),
            ],
          }),
        ],
      }),
    aScope({ tier: 'dev' }),
  );
  expect(watch.check('durability.rf1').verdict).toBe('info');
  expect(watch.check('retention.cliff').verdict).toBe('critical');
  expect(formatFinding(watch.check('retention.cliff').finding)).toBe(
    'ws-gateway on pong_topic p0 uses 92 % of retention; first records lost in 5 min at the earliest',
  );
  expect(watch.check('lag.time').verdict).toBe('critical');
  expect(watch.health.groups[0].byPartition[0].lagState).toBe('stopped');
  expect(watch.health.verdict).toBe('critical');
});

it.each([2, 3])(
  'names the partition that holds everything that is unread, of %i',
  n => {
    const watch = watchFor(360, atMs =>
      anObservation({
        topics: [
          aTopic({
            partitions: partitions(n, () => ({
              end: known(BigInt(100_000 + (atMs - NOW_MS) / 1000)),
            })),
          }),
        ],
        groups: [
          aGroup({
            members: known([aMember([0, 1, 2])]),
            offsets: Array.from({ length: n }, (_, partition) =>
              anOffset(
                partition,
                BigInt(
                  (partition === 1 ? 10_000 : 100_000) + (atMs - NOW_MS) / 1000,
                ),
                { lagTime: known({ ms: 1000, method: 'record' }) },
              ),
            ),
          }),
        ],
      }),
    );
    const outlier = watch.check('lag.outlier');
    expect(outlier.verdict).toBe('warning');
    expect(outlier.subject.partition).toBe(1);
    expect(formatFinding(outlier.finding)).toBe(
      'ws-gateway on pong_topic: p1 is 90,000 records behind, the others 1',
    );
  },
);

it('has nothing to say of an empty topic without groups', () => {
  const health = judge(
    anObservation({
      topics: [
        aTopic({
          partitions: partitions(3, () => ({
            end: known(0n),
            stableEnd: known(0n),
            newestMs: missing('no-data'),
            oldestMs: missing('no-data'),
          })),
        }),
      ],
      groups: [],
    }),
    aScope({ groups: [] }),
  );
  expect(notFine(health)).toEqual([]);
  expect(health.groups).toEqual([]);
});
