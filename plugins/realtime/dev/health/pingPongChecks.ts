import {
  toOffset,
  type CheckResult,
} from '@backstage-realtime/plugin-realtime-common';
import { aCheck, count, name, say, span } from './values';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const owner = name('team-edge');

function lagging(nowMs: number): CheckResult {
  return aCheck(
    'lag.time',
    'warning',
    say('lag.time.lagging', {
      topic: name('pong_topic'),
      partition: count(3),
      group: name('ws-gateway'),
      lag: span(48_000),
      limit: span(15_000),
    }),
    {
      subject: {
        system: 'prod-eu1',
        topic: 'pong_topic',
        partition: 3,
        group: 'ws-gateway',
      },
      sinceMs: nowMs - 336_000,
      rule: [
        say('lag.rule.over-warn', { lag: span(48_000), limit: span(15_000) }),
        say('lag.rule.not-over-critical', { limit: span(60_000) }),
        say('lag.rule.rising', {
          slope: { kind: 'ratio', ratio: 0.14 },
          samples: count(22),
        }),
      ],
      limits: [
        { name: 'warn', value: span(15_000), origin: 'tag', from: 'realtime' },
        {
          name: 'critical',
          value: span(60_000),
          origin: 'tag',
          from: 'realtime',
        },
        { name: 'hold', value: span(20 * MINUTE), origin: 'default' },
      ],
      evidence: [
        {
          name: 'observed',
          value: span(48_000),
          note: 'record',
        },
        {
          name: 'committed',
          value: { kind: 'offset', offset: toOffset(48_197_240) },
        },
        {
          name: 'end',
          value: { kind: 'offset', offset: toOffset(48_198_012) },
        },
        { name: 'lag', value: count(772) },
        { name: 'member', value: name('ws-gateway-7c9f') },
      ],
      window: { ms: 330_000, samples: 22, expected: 22 },
      sources: ['OffsetFetch', 'ListOffsets'],
      next: [
        say('lag.next.lossy', { eta: span(6 * HOUR + 54 * MINUTE) }),
        say('lag.next.add-member', {
          group: name('ws-gateway'),
          members: count(2),
          partitions: count(6),
          owner,
        }),
        say('lag.next.annotation', {
          annotation: name('backstage-realtime.io/health-limits'),
          form: name('lag.time.warn=30s'),
        }),
      ],
    },
  );
}

function others(nowMs: number): CheckResult[] {
  const morning = nowMs - 5 * HOUR;
  return [
    aCheck(
      'lag.headroom',
      'info',
      say('lag.headroom', {
        group: name('ws-gateway'),
        topic: name('pong_topic'),
        ratio: { kind: 'ratio', ratio: 1.1 },
        limit: { kind: 'ratio', ratio: 1.2 },
      }),
      {
        subject: {
          system: 'prod-eu1',
          topic: 'pong_topic',
          group: 'ws-gateway',
        },
        sinceMs: nowMs - 36 * MINUTE,
      },
    ),
    aCheck(
      'obs.permission',
      'unknown',
      say('unknown.no-permission.group', {
        what: name('fraud-scan'),
        operation: name('DESCRIBE'),
        name: name('fraud-scan'),
      }),
      {
        subject: { system: 'prod-eu1', group: 'fraud-scan' },
        sinceMs: morning,
      },
    ),
  ];
}

function well(nowMs: number): CheckResult[] {
  return ['ping_topic', 'pong_topic', 'ping_analytics_topic'].flatMap(topic =>
    ['partition.offline', 'durability.rf1'].map(check =>
      aCheck(
        check,
        'ok',
        say(`${check}.ok`, {
          topic: name(topic),
          total: count(6),
          replicas: count(3),
        }),
        {
          subject: { system: 'prod-eu1', topic },
          sinceMs: nowMs - 9 * 24 * HOUR,
        },
      ),
    ),
  );
}

/** One finding of each kind, worst first, and what is well. */
export function pingPongChecks(nowMs: number): CheckResult[] {
  return [lagging(nowMs), ...others(nowMs), ...well(nowMs)];
}

/** Checks that are about to turn, each in its own way, worst first. */
export function turningChecks(nowMs: number): CheckResult[] {
  const [lag] = pingPongChecks(nowMs);
  const topic = name('ping_topic');
  const subject = { system: 'prod-eu1', topic: 'ping_topic' };
  return [
    {
      ...lag,
      finding: say('lag.time.caught-up', {
        group: name('ws-gateway'),
        topic: name('pong_topic'),
      }),
      pending: { verdict: 'ok', heldMs: 2 * MINUTE, holdMs: 20 * MINUTE },
      rule: [say('lag.rule.equal')],
      next: [],
    },
    aCheck(
      'isr.under-replicated',
      'ok',
      say('isr.under-replicated_one', { topic, partitions: name('p4') }),
      {
        subject,
        sinceMs: nowMs - HOUR,
        pending: { verdict: 'warning', heldMs: 95_000, holdMs: 5 * MINUTE },
      },
    ),
    aCheck(
      'partition.offline',
      'unknown',
      say('partition.offline_one', { topic, partitions: name('p2') }),
      {
        subject,
        sinceMs: nowMs - 15_000,
        pending: {
          verdict: 'critical',
          heldMs: 0,
          holdMs: 0,
          readings: { held: 1, needed: 2 },
        },
      },
    ),
    ...well(nowMs).slice(2),
  ];
}
