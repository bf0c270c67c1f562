import {
  known,
  missing,
  VERDICTS,
  type SystemReading,
  type TopicHealth,
  type Verdict,
} from '@backstage-realtime/plugin-realtime-common';
import type { StateSnapshot, StateStatus } from '../../../store/StateStream';
import { healthAge, readHealthState } from './healthState';

const INTERVAL_MS = 15_000;
const NOW_MS = 1_000_000;

const prod: SystemReading = {
  system: 'prod',
  checkedAtMs: NOW_MS,
  source: 'kafka',
  requests: 4,
  tookMs: 30,
  brokers: { total: 3, answered: 3, silent: [] },
};
const away = { missing: { code: 'unreachable' as const }, sinceMs: 500_000 };

const topic: TopicHealth['topics'][number] = {
  system: 'prod',
  topic: 'ping',
  verdict: 'ok',
  partitions: [],
  rate: known(1),
  rates: [],
  heldMs: missing('no-data'),
  retentionMs: missing('no-data'),
  retentionUsed: missing('no-data'),
  sizeBytes: missing('no-data'),
  groups: [],
};

function health(part: Partial<TopicHealth> = {}): TopicHealth {
  const counts = Object.fromEntries(VERDICTS.map(v => [v, 0]));
  return {
    entityRef: 'component:default/ping',
    tier: 'prod',
    verdict: 'ok',
    sinceMs: 0,
    counts: counts as Record<Verdict, number>,
    topics: [topic],
    groups: [],
    checks: [],
    systems: [prod],
    problems: [],
    evaluatedAtMs: NOW_MS,
    intervalMs: INTERVAL_MS,
    ...part,
  };
}

function snapshot(
  part: Partial<TopicHealth> = {},
  receivedAtMs = NOW_MS,
): StateSnapshot<TopicHealth> {
  return {
    status: { state: 'live', sinceMs: 0 },
    value: health(part),
    receivedAtMs,
  };
}

const refused = (code: string): StateStatus => ({
  state: 'refused',
  sinceMs: 0,
  code,
  message: 'why',
});

const unreachable: StateStatus = {
  state: 'unreachable',
  sinceMs: 900_000,
  part: 'the server',
  tries: 2,
};

describe('the one state of a reading of health', () => {
  it.each<[string, StateSnapshot<TopicHealth> | undefined, object]>([
    ['nothing opened', undefined, { kind: 'loading' }],
    [
      'no value yet',
      { status: { state: 'connecting', sinceMs: 0 } },
      { kind: 'loading' },
    ],
    ['a new value', snapshot(), { kind: 'live' }],
    [
      'as old as three intervals',
      snapshot({}, NOW_MS - 3 * INTERVAL_MS),
      { kind: 'live' },
    ],
    [
      'older than three intervals',
      snapshot({}, NOW_MS - 3 * INTERVAL_MS - 1),
      { kind: 'stale', ageMs: 3 * INTERVAL_MS + 1 },
    ],
    ['no topics and no groups', snapshot({ topics: [] }), { kind: 'empty' }],
    [
      'a broker that is silent',
      snapshot({
        systems: [{ ...prod, brokers: { total: 3, answered: 2, silent: [2] } }],
      }),
      { kind: 'partial' },
    ],
    [
      'one of two clusters away',
      snapshot({ systems: [prod, { ...prod, system: 'dev', ...away }] }),
      { kind: 'partial', silent: [{ system: 'dev' }] },
    ],
    [
      'every cluster away, since the first of them',
      snapshot({
        systems: [
          { ...prod, ...away },
          { ...prod, system: 'dev', ...away, sinceMs: 400_000 },
        ],
      }),
      { kind: 'unreachable', part: 'prod, dev', sinceMs: 400_000 },
    ],
  ])('is told of %s', (_, given, state) => {
    expect(readHealthState(given, NOW_MS)).toMatchObject(state);
  });

  it.each([
    ['realtime.stream.forbidden', 'forbidden'],
    ['realtime.rollout.forbidden', 'forbidden'],
    ['realtime.stream.over-budget', 'over-budget'],
    ['realtime.entity.not-found', 'refused'],
  ])('is a refusal for %s, whatever was seen before', (code, kind) => {
    const given = { ...snapshot(), status: refused(code) };
    expect(readHealthState(given, NOW_MS)).toEqual({ kind, message: 'why' });
  });

  it('keeps the age of the last value while the server is away', () => {
    const given = { ...snapshot(), status: unreachable };
    expect(readHealthState(given, NOW_MS + 7_000)).toMatchObject({
      kind: 'unreachable',
      part: 'the server',
      tries: 2,
      ageMs: 7_000,
    });
    expect(readHealthState({ status: unreachable }, NOW_MS)).toMatchObject({
      kind: 'unreachable',
      ageMs: undefined,
    });
  });
});

describe('the age of a reading', () => {
  it('is that of the cluster that was asked longest ago', () => {
    const dev = { ...prod, system: 'dev', checkedAtMs: NOW_MS - 9_000 };
    const given = snapshot({ systems: [prod, dev] });
    expect(healthAge(given, NOW_MS + 1_000)).toBe(10_000);
  });

  it('does not depend on the clock of the server, nor go below zero', () => {
    const ahead = snapshot({
      evaluatedAtMs: NOW_MS + 3_600_000,
      systems: [{ ...prod, checkedAtMs: NOW_MS + 3_600_000 }],
    });
    expect(healthAge(ahead, NOW_MS + 2_000)).toBe(2_000);
    expect(healthAge(ahead, NOW_MS - 2_000)).toBe(0);
  });

  it('is not known before the first value', () => {
    expect(healthAge(undefined, NOW_MS)).toBeUndefined();
    expect(
      healthAge({ status: { state: 'connecting', sinceMs: 0 } }, NOW_MS),
    ).toBeUndefined();
  });
});
