import type { SourceEvent } from '@backstage-realtime/plugin-realtime-node';
import { Health } from './Health';
import { backoffMs } from './waiting';

function health() {
  const events: SourceEvent[] = [];
  return { events, health: new Health(event => events.push(event), 'cluster') };
}

describe('Health', () => {
  it('says reachable only when the last failing part answers again', () => {
    const { events, health: parts } = health();
    parts.setMissing([]);
    parts.fail('broker 1', 'refused', 1, 100);
    parts.fail('broker 2', 'refused', 1, 100);
    parts.recover('broker 1');
    parts.recover('broker 2');

    expect(events.map(({ kind }) => kind)).toEqual([
      'reachable',
      'unreachable',
      'unreachable',
      'reachable',
    ]);
  });

  it('mentions no single broker while the whole cluster is away', () => {
    const { events, health: parts } = health();
    parts.fail('cluster', 'refused', 1, 100);
    parts.fail('broker 1', 'refused', 1, 100);

    expect(events).toHaveLength(1);
  });

  it('says reachable again only when the missing partitions changed', () => {
    const { events, health: parts } = health();
    const missing = [{ partition: 1, reason: 'no leader' }];
    parts.setMissing([]);
    parts.setMissing([]);
    parts.setMissing(missing);
    parts.setMissing([]);

    expect(events).toEqual([
      { kind: 'reachable', missing: [] },
      { kind: 'reachable', missing },
      { kind: 'reachable', missing: [] },
    ]);
  });
});

describe('backoffMs', () => {
  const bounds = { minBackoffMs: 250, maxBackoffMs: 10_000 };

  it.each([
    [1, 125, 250],
    [2, 250, 500],
    [6, 4_000, 8_000],
    [7, 5_000, 10_000],
    [1_000, 5_000, 10_000],
  ])('waits at try %d between %d and %d ms', (tries, least, most) => {
    expect(backoffMs(tries, bounds, () => 0)).toBe(least);
    expect(backoffMs(tries, bounds, () => 1)).toBe(most);
  });
});
