import {
  known,
  missing,
  VERDICTS,
  type CheckResult,
  type GroupHealthRow,
  type TopicHealth,
  type TopicHealthRow,
  type Verdict,
} from '@backstage-realtime/plugin-realtime-common';
import { pingPongChecks } from './pingPongChecks';
import { inState, lagTime, partitions, series, span, wobble } from './values';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SYSTEM = 'prod-eu1';

function aTopic(nowMs: number, part: Partial<TopicHealthRow>): TopicHealthRow {
  return {
    system: SYSTEM,
    topic: 'ping_topic',
    verdict: 'ok',
    partitions: partitions(6),
    rate: known(96.1),
    rates: series(nowMs, wobble(96, 5)),
    heldMs: known(24 * HOUR - 2 * MINUTE),
    retentionMs: known(24 * HOUR),
    retentionUsed: known(0),
    sizeBytes: known(12_000_000),
    groups: ['pong-processor'],
    ...part,
  };
}

function topics(nowMs: number): TopicHealthRow[] {
  const [lag] = pingPongChecks(nowMs);
  return [
    aTopic(nowMs, {}),
    aTopic(nowMs, {
      topic: 'pong_topic',
      verdict: 'warning',
      worst: lag.key,
      partitions: partitions(6, { 3: 'warning' }),
      rate: known(95.8),
      heldMs: known(58 * MINUTE),
      retentionMs: known(HOUR),
      retentionUsed: known(0.013),
      groups: ['ws-gateway'],
    }),
    aTopic(nowMs, {
      topic: 'ping_analytics_topic',
      verdict: 'unknown',
      partitions: partitions(3),
      rate: known(1.6),
      rates: series(nowMs, wobble(1.6, 0.6)),
      heldMs: known(166 * HOUR),
      retentionMs: known(168 * HOUR),
      groups: ['analytics-sink', 'fraud-scan'],
    }),
  ];
}

const limit = (ms: number) => ({
  name: 'warn',
  value: span(ms),
  origin: 'tag' as const,
  from: 'realtime',
});

function aGroup(nowMs: number, part: Partial<GroupHealthRow>): GroupHealthRow {
  return {
    system: SYSTEM,
    group: 'pong-processor',
    type: 'classic',
    topic: 'ping_topic',
    verdict: 'ok',
    state: known('Stable'),
    members: known(3),
    memberNames: [],
    partitions: 6,
    lag: known(41),
    lagTime: lagTime(400),
    limit: limit(15_000),
    rate: known(96.1),
    trend: known(0),
    lags: series(nowMs, wobble(400, 260)),
    caughtUpInMs: known(0),
    byPartition: [inState('caught-up', 'ok')],
    ...part,
  };
}

const denied = missing('no-permission', {
  acl: { operation: 'Describe', resource: 'group', name: 'fraud-scan' },
});

function groups(nowMs: number): GroupHealthRow[] {
  const [lag] = pingPongChecks(nowMs);
  const analytics = 'ping_analytics_topic';
  return [
    aGroup(nowMs, {
      group: 'ws-gateway',
      topic: 'pong_topic',
      verdict: 'warning',
      worst: lag.key,
      members: known(2),
      lag: known(811),
      lagTime: lagTime(48_000),
      rate: known(93.5),
      trend: known(2.3),
      lags: series(nowMs, i => {
        if (i > 52 && i < 58) return null;
        return i < 98 ? 600 + 300 * Math.sin(i) : (i - 97) * 2_080;
      }),
      caughtUpInMs: missing('no-data'),
      byPartition: [inState('falling-behind', 'warning', 3)],
    }),
    aGroup(nowMs, {}),
    aGroup(nowMs, {
      group: 'analytics-sink',
      topic: analytics,
      members: known(1),
      partitions: 3,
      lag: known(42),
      lagTime: lagTime(26_000),
      limit: limit(60_000),
      rate: known(2.5),
      trend: known(-0.9),
      lags: series(nowMs, i => 80_000 - i * 450),
      caughtUpInMs: known(47_000),
      byPartition: [inState('catching-up', 'ok')],
    }),
    aGroup(nowMs, {
      group: 'fraud-scan',
      topic: analytics,
      verdict: 'unknown',
      state: denied,
      members: denied,
      lag: denied,
      lagTime: denied,
      rate: denied,
      trend: denied,
      caughtUpInMs: denied,
      lags: [],
      byPartition: [],
    }),
  ];
}

/** How many checks of each verdict. */
export function countChecks(checks: CheckResult[]): Record<Verdict, number> {
  const counts = Object.fromEntries(VERDICTS.map(v => [v, 0]));
  checks.forEach(({ verdict }) => {
    counts[verdict] += 1;
  });
  return counts as Record<Verdict, number>;
}

/** The story of the ping-pong counter with one lagging partition; `part` changes what a page is about. */
export function aHealth(
  nowMs: number,
  part: Partial<TopicHealth> = {},
): TopicHealth {
  const checks = part.checks ?? pingPongChecks(nowMs);
  return {
    entityRef: 'component:default/pingpong-counter',
    evaluatedAtMs: nowMs,
    intervalMs: 15_000,
    verdict: 'warning',
    sinceMs: checks[0]?.sinceMs ?? nowMs,
    headline: checks[0]?.key,
    tier: 'prod',
    systems: [
      {
        system: SYSTEM,
        checkedAtMs: nowMs,
        source: 'kafka',
        brokers: { total: 3, answered: 3, silent: [] },
        requests: 16,
        tookMs: 41,
      },
    ],
    topics: topics(nowMs),
    groups: groups(nowMs),
    checks,
    counts: countChecks(checks),
    problems: [],
    ...part,
  };
}

/** The same entity when nothing is wrong. */
export function aWellHealth(nowMs: number): TopicHealth {
  const ok = pingPongChecks(nowMs).filter(({ verdict }) => verdict === 'ok');
  return aHealth(nowMs, {
    verdict: 'ok',
    headline: undefined,
    sinceMs: nowMs - 6 * 24 * HOUR,
    checks: ok,
    topics: topics(nowMs).map(row => ({
      ...row,
      verdict: 'ok',
      worst: undefined,
      partitions: partitions(row.partitions.length),
    })),
    groups: [aGroup(nowMs, {})],
  });
}
