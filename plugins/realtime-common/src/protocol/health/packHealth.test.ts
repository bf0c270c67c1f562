import { known, missing } from '../../model/health/reading';
import type {
  GroupHealthRow,
  GroupPartition,
  PartitionHealth,
  TopicHealth,
  TopicHealthRow,
} from '../../model/health/topicHealth';
import { toOffset } from '../../model/offset';
import { applyChanges, diffState } from '../statePatch';
import { packTopicHealth } from './packHealth';
import { unpackTopicHealth } from './unpackHealth';

const STEP_MS = 30_000;
const NO_LEADER = missing('no-leader', { detail: 'broker 2 is away' });

const aPartition = (
  partition: number,
  more: Partial<PartitionHealth> = {},
): PartitionHealth => ({
  partition,
  verdict: 'ok',
  start: known(toOffset(0)),
  end: known(toOffset(1000 + partition)),
  rate: known(0),
  ...more,
});

const aGroupPartition = (
  partition: number,
  more: Partial<GroupPartition> = {},
): GroupPartition => ({
  partition,
  verdict: 'ok',
  lagState: 'caught-up',
  committed: known(toOffset(1000 + partition)),
  end: known(toOffset(1000 + partition)),
  lag: known(0),
  lagTime: known({ ms: 0, method: 'record' }),
  ...more,
});

function aHealth(
  partitions: PartitionHealth[],
  byPartition: GroupPartition[],
): TopicHealth {
  const points = [1, 2, 3].map(i => ({
    atMs: i * STEP_MS,
    value: i === 2 ? null : i,
  }));
  const topic: TopicHealthRow = {
    ...{ system: 'prod', topic: 'pongs', verdict: 'ok', groups: ['readers'] },
    ...{ partitions, rates: points, rate: known(2) },
    ...{ heldMs: known(1), retentionMs: known(2), retentionUsed: known(0) },
    sizeBytes: known(5),
  };
  const group: GroupHealthRow = {
    ...{ system: 'prod', group: 'readers', type: 'classic', topic: 'pongs' },
    ...{ verdict: 'ok', state: known('Stable'), members: known(1) },
    ...{ memberNames: ['readers-0'], partitions: byPartition.length },
    ...{ lag: known(0), lagTime: known({ ms: 0, method: 'record' as const }) },
    ...{ rate: known(94), trend: known(0), caughtUpInMs: known(0) },
    ...{ lags: points, byPartition },
  };
  return {
    ...{ entityRef: 'component:default/pongs', evaluatedAtMs: 7 },
    ...{ intervalMs: 15_000, verdict: 'ok', sinceMs: 1, tier: 'prod' },
    ...{ systems: [], topics: [topic], groups: [group], checks: [] },
    counts: {
      ...{ critical: 0, warning: 0, unknown: 0 },
      ...{ info: 0, ok: 1, 'not-applicable': 0 },
    },
    problems: [],
  };
}

/** Over the wire and back. */
const there = (health: TopicHealth) =>
  unpackTopicHealth(JSON.parse(JSON.stringify(packTopicHealth(health))));

describe('the health of topics on the wire', () => {
  it.each<[string, PartitionHealth[], GroupPartition[]]>([
    ['no partition', [], []],
    ['one partition', [aPartition(0)], [aGroupPartition(0)]],
    [
      'partitions that say the same',
      [0, 1, 2, 3].map(id => aPartition(id, { end: known(toOffset(5)) })),
      [0, 1, 2, 3].map(id => aGroupPartition(id)),
    ],
    [
      'one partition nobody leads among others',
      [
        aPartition(0),
        aPartition(1, {
          ...{ verdict: 'critical', start: NO_LEADER, end: NO_LEADER },
          rate: NO_LEADER,
        }),
        aPartition(2),
      ],
      [
        aGroupPartition(0),
        aGroupPartition(1, {
          ...{ verdict: 'unknown', lagState: 'unknown', end: NO_LEADER },
          ...{ lag: NO_LEADER, lagTime: NO_LEADER },
        }),
        aGroupPartition(2, { member: 'readers-0' }),
      ],
    ],
    [
      'partitions that are not numbered from zero',
      [aPartition(4), aPartition(9)],
      [aGroupPartition(4), aGroupPartition(9)],
    ],
    [
      'an offset that no number holds exactly',
      [aPartition(0, { end: known(toOffset(9_007_199_254_740_993n)) })],
      [aGroupPartition(0)],
    ],
    [
      'a commit past the end, whose lag is no number',
      [aPartition(0)],
      [
        aGroupPartition(0, {
          committed: known(toOffset(2000)),
          lag: missing('failed', { detail: 'past the end' }),
        }),
      ],
    ],
    [
      'ages that are bounds',
      [aPartition(0), aPartition(1)],
      [
        aGroupPartition(0, {
          lagTime: known({ ms: 5, method: 'interval', isAtLeast: true }),
        }),
        aGroupPartition(1, {
          lagTime: known({ ms: 5, method: 'interval', upToMs: 20 }),
        }),
      ],
    ],
  ])('is the same after it, with %s', (_, partitions, byPartition) => {
    const health = aHealth(partitions, byPartition);
    expect(there(health)).toEqual(health);
  });

  it('keeps points that are not evenly apart as they are', () => {
    const health = aHealth([], []);
    const points = [1, 2, 9].map(atMs => ({ atMs, value: 0.123456 }));
    health.topics[0].rates = points;
    expect(there(health).topics[0].rates).toEqual(points);
  });

  it('takes a tenth of the room for a topic of which all partitions are quiet', () => {
    const ids = Array.from({ length: 500 }, (_, id) => id);
    const health = aHealth(
      ids.map(id => aPartition(id)),
      ids.map(id => aGroupPartition(id)),
    );
    const size = (value: object) => JSON.stringify(value).length;
    expect(size(packTopicHealth(health))).toBeLessThan(size(health) / 10);
  });

  it('is one change a column when all partitions of a topic moved', () => {
    const ids = Array.from({ length: 500 }, (_, id) => id);
    const at = (moved: number) =>
      packTopicHealth(
        aHealth(
          ids.map(id => aPartition(id, { end: known(toOffset(id + moved)) })),
          [],
        ),
      );
    const changes = diffState(at(0), at(1000));
    expect(changes.map(change => change.at.slice(-2))).toEqual([
      ['end', 'cells'],
    ]);
  });

  it('says where a partition ends once, for its topic and all who read it', () => {
    const { groups } = packTopicHealth(
      aHealth([aPartition(0)], [aGroupPartition(0)]),
    );
    expect(groups[0].byPartition.columns).not.toHaveProperty('end');
  });

  it('gives the same row again while nothing of it changed', () => {
    const before = packTopicHealth(
      aHealth([aPartition(0)], [aGroupPartition(0)]),
    );
    const moved = packTopicHealth(
      aHealth([aPartition(0, { rate: known(5) })], [aGroupPartition(0)]),
    );
    const after = applyChanges(before, diffState(before, moved));
    const [first, second] = [before, after].map(unpackTopicHealth);
    expect(second.topics[0].partitions[0].rate).toEqual(known(5));
    expect(unpackTopicHealth({ ...after }).groups[0]).toBe(second.groups[0]);
    expect(unpackTopicHealth({ ...before }).topics[0]).toBe(first.topics[0]);
  });
});
