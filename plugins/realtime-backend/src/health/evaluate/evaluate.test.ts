import {
  formatFinding,
  known,
  missing,
} from '@backstage-realtime/plugin-realtime-common';
import { evaluate } from './evaluate';
import {
  aGroup,
  anInput,
  anObservation,
  anOffset,
  aScope,
  aTopic,
  configs,
  GROUP,
  NOW_MS,
  partitions,
} from './testUtils/builders';
import { judge, notFine, resultOf, watchFor } from './testUtils/judging';

it('is well when nothing is wrong, without a headline', () => {
  const health = judge(anObservation());
  expect(notFine(health)).toEqual([]);
  expect(health).toMatchObject({ verdict: 'ok', tier: 'prod' });
  expect(health.headline).toBeUndefined();
  expect(health.topics[0].partitions).toHaveLength(3);
  expect(health.groups[0]).toMatchObject({
    group: GROUP,
    verdict: 'ok',
    lag: known(0),
    members: known(1),
  });
});

it('leads with what is late, in one sentence with its number and its limit', () => {
  const lagging = anObservation({
    groups: [
      aGroup({
        offsets: [
          anOffset(0, 1000n),
          anOffset(1, 1000n),
          anOffset(2, 189n, {
            lagTime: known({ ms: 48_000, method: 'record' }),
          }),
        ],
      }),
    ],
  });
  const health = judge(lagging, aScope({ tags: ['realtime'] }));
  const headline = health.checks.find(({ key }) => key === health.headline)!;
  expect(formatFinding(headline.finding)).toBe(
    'pong_topic p2 is 48 s behind for group ws-gateway; the limit is 15 s',
  );
  expect(headline.limits[0]).toEqual({
    name: 'warn',
    value: { kind: 'duration', ms: 15_000 },
    origin: 'tag',
    from: 'realtime',
  });
  expect(headline.rule.map(line => formatFinding(line)).slice(0, 2)).toEqual([
    'oldest unread record 48 s > warn limit 15 s',
    'and not > critical limit 1 min',
  ]);
  expect(headline.next.map(line => formatFinding(line))[0]).toBe(
    'Add a member to ws-gateway; today 1 member reads 3 partitions (team-edge)',
  );
  expect(health.groups[0].byPartition.map(({ verdict }) => verdict)).toEqual([
    'ok',
    'ok',
    'warning',
  ]);
});

it('tells to start a late group without members, not to add one', () => {
  const health = judge(
    anObservation({
      groups: [
        aGroup({
          state: known('Empty'),
          members: known([]),
          offsets: [
            anOffset(0, 189n, {
              lagTime: known({ ms: 90_000, method: 'record' }),
            }),
          ],
        }),
      ],
    }),
  );
  const headline = health.checks.find(({ key }) => key === health.headline)!;
  expect(formatFinding(headline.next[0])).toBe(
    'Start ws-gateway again (team-edge)',
  );
});

it('does not tell to start a late reader that commits without being a member', () => {
  const readingAt = (committed: bigint) =>
    anObservation({
      groups: [
        aGroup({
          state: known('Empty'),
          members: known([]),
          offsets: [
            anOffset(0, committed, {
              lagTime: known({ ms: 90_000, method: 'record' }),
            }),
          ],
        }),
      ],
    });
  const watch = watchFor(60, (_, second) => readingAt(100n + BigInt(second)));
  const { next } = watch.check('lag.time');
  expect(next.map(line => formatFinding(line))[0]).toBe(
    'Make ws-gateway faster; it commits without members, so it chooses its partitions itself (team-edge)',
  );
});

it('does not call what may be an outage well while it waits for a second reading', () => {
  const observation = anObservation({
    topics: [
      aTopic({
        partitions: partitions(1, () => ({ leader: missing('no-leader') })),
      }),
    ],
  });
  const offline = resultOf(judge(observation), 'partition.offline');
  expect(offline).toMatchObject({
    verdict: 'unknown',
    pending: { verdict: 'critical' },
  });
});

it('calls nothing well that rests on an answer of three intervals ago, and keeps the values', () => {
  const watch = watchFor(30, () => anObservation());
  const last = anObservation({ atMs: NOW_MS + 30_000 });
  const health = watch.judge(last, NOW_MS + 30_000 + 48_000);
  expect(health.verdict).toBe('unknown');
  expect(
    health.checks
      .filter(({ verdict }) => verdict === 'ok')
      .map(({ check }) => check),
  ).toEqual(['obs.partial']);
  expect(formatFinding(watch.check('obs.stale').finding)).toBe(
    'prod-eu1: last answer is 48 s old; the limit is 45 s',
  );
  expect(health.groups[0]).toMatchObject({ verdict: 'unknown', lag: known(0) });
});

it('says of a cluster that does not answer only that, and goes on when it does', () => {
  const watch = watchFor(60, () => anObservation());
  const sinceMs = watch.check('lag.time').sinceMs;
  const dead = anObservation({
    ...{ atMs: NOW_MS + 75_000, topics: [], groups: [], logDirs: [] },
    brokers: [],
    missing: { code: 'unreachable' },
  });
  const health = watch.see(dead);
  expect(notFine(health)).toContain('unknown obs.partial');
  expect(health.topics.map(({ verdict }) => verdict)).toEqual(['unknown']);
  expect(health.systems[0].missing).toEqual({ code: 'unreachable' });
  watch.see(anObservation({ atMs: NOW_MS + 90_000 }));
  expect(watch.health.verdict).toBe('ok');
  expect(watch.check('lag.time').sinceMs).toBe(sinceMs);
});

it('knows nothing before the first reading, which is not well', () => {
  const { health } = evaluate(anInput({ observations: [] }));
  expect(health.verdict).toBe('unknown');
  expect(health.counts.ok).toBe(0);
});

it('does not change what it is given, and says the same of the same', () => {
  const input = anInput();
  const first = evaluate(input);
  expect(evaluate(input)).toEqual(first);
  expect(input.memory.size).toBe(0);
});

it('says whose clock an age rests on', () => {
  const of = (type: string) => {
    const health = judge(
      anObservation({
        topics: [
          aTopic({
            partitions: partitions(1),
            configs: known(configs({ 'message.timestamp.type': type })),
          }),
        ],
        groups: [
          aGroup({
            offsets: [
              anOffset(0, 900n, {
                lagTime: known({ ms: 48_000, method: 'record' }),
              }),
            ],
          }),
        ],
      }),
    );
    return resultOf(health, 'lag.time').evidence.find(
      ({ name }) => name === 'timestamps',
    );
  };
  expect(of('CreateTime')).toMatchObject({ note: 'CreateTime' });
  expect(of('LogAppendTime')).toMatchObject({ note: 'LogAppendTime' });
});
