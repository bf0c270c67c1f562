import { missing } from '@backstage-realtime/plugin-realtime-common';
import {
  aGroup,
  anObservation,
  anOffset,
  aScope,
  aTopic,
  GROUP,
  partitions,
  SYSTEM,
} from '../testUtils/builders';
import { standsFor } from '../testUtils/checkCases';
import { judge } from '../testUtils/judging';

const DEAD = 'orders.dlq';
const groups = [{ system: SYSTEM, group: GROUP }];
const topics = [DEAD, 'orders'].map(topic => ({ system: SYSTEM, topic }));
const denied = missing('no-permission');

const see = (
  more: Parameters<typeof aTopic>[0],
  group: Parameters<typeof aGroup>[0] = { offsets: [], members: denied },
) =>
  standsFor(
    judge(
      anObservation({
        topics: [
          aTopic({ topic: DEAD, ...more }),
          aTopic({ topic: 'orders', partitions: partitions(1) }),
        ],
        groups: [aGroup(group)],
      }),
      aScope({ topics, groups }),
    ),
    'dlq.unowned',
  )!;

const offsetsOf = (topic: string, committed?: bigint) => [
  anOffset(
    0,
    0n,
    committed === undefined
      ? { topic, committed: missing('no-commit') }
      : { topic, committed: { known: true, value: committed } },
  ),
];

describe('dead letters', () => {
  it('are nobody’s when no declared group reads them, once that held for a day', () => {
    const { verdict, pending } = see(
      { partitions: partitions(1) },
      {
        members: { known: true, value: [] },
        offsets: offsetsOf('orders', 5n),
      },
    );
    expect(verdict).toBe('ok');
    expect(pending).toMatchObject({ verdict: 'info', holdMs: 86_400_000 });
  });

  it('are somebody’s when a group committed there', () => {
    const { verdict, pending } = see(
      { partitions: partitions(1) },
      { offsets: offsetsOf(DEAD, 5n) },
    );
    expect([verdict, pending]).toEqual(['ok', undefined]);
  });

  it('are not called nobody’s while it is not known what a group reads', () => {
    const { verdict } = see(
      { partitions: partitions(1) },
      { state: denied, members: denied, offsets: [] },
    );
    expect(verdict).toBe('unknown');
  });

  it('are not called none while the end of a partition is not known', () => {
    const { verdict } = see(
      { partitions: partitions(1, () => ({ end: missing('timeout') })) },
      { offsets: offsetsOf('orders', 5n) },
    );
    expect(verdict).toBe('unknown');
  });
});
