import type { Finding } from '@backstage-realtime/plugin-realtime-common';
import type { HealthContext, ReaderPartition } from '../context/HealthContext';
import { count, duration, offset, say } from '../values';
import { RESIDUE_OFFSETS } from './classify';
import { ageValue, distance, trendLine } from './words';

/** Lines of the rule that led to the state, with the values filled in. */
export function ruleLines(
  partition: ReaderPartition,
  context: HealthContext,
): Finding[] {
  const { state } = partition.lag().class;
  switch (state) {
    case 'caught-up':
      return [say('lag.rule.equal')];
    case 'control-only':
      return [
        say('lag.rule.only-control', { count: count(distance(partition)) }),
      ];
    case 'ahead':
      return outside(partition, 'lag.rule.ahead');
    case 'data-lost':
      return outside(partition, 'lag.rule.before-start');
    case 'residue':
      return smallAndQuiet(partition);
    case 'stalled':
    case 'stopped':
      return unmoved(partition, context);
    default:
      return partition.lag().lagTime.known ? late(partition, context) : [];
  }
}

function outside(
  { committed, start, end }: ReaderPartition,
  sentence: 'lag.rule.ahead' | 'lag.rule.before-start',
): Finding[] {
  return [
    say(sentence, {
      committed: offset(committed.known ? committed.value : 0),
      start: offset(start.known ? start.value : 0),
      end: offset(end.known ? end.value : 0),
    }),
  ];
}

function smallAndQuiet(partition: ReaderPartition): Finding[] {
  return [
    say('lag.rule.small-and-quiet', {
      count: count(distance(partition)),
      limit: count(RESIDUE_OFFSETS),
      still: duration(partition.lag().quietMs),
    }),
  ];
}

function unmoved(
  partition: ReaderPartition,
  { scope: { limits } }: HealthContext,
): Finding[] {
  const { unmovedMs, lagTime, class: found } = partition.lag();
  const limit = limits.get('lag.grace').value;
  const isStopped = found.state === 'stopped';
  return [
    say('lag.rule.unmoved', { still: duration(unmovedMs), limit }),
    say('lag.rule.old', { lag: ageValue(lagTime), limit }),
    ...(found.verdict === 'critical'
      ? [say('lag.rule.very-old', { limit })]
      : []),
    say(isStopped ? 'lag.rule.unassigned' : 'lag.rule.assigned'),
  ];
}

function late(
  partition: ReaderPartition,
  { scope: { limits } }: HealthContext,
): Finding[] {
  const { lagTime, class: found } = partition.lag();
  const lag = ageValue(lagTime);
  const warn = limits.get('lag.slo.warn').value;
  const critical = limits.get('lag.slo.critical').value;
  const trend = found.trend ? [trendLine(found.trend)] : [];
  if (found.state === 'keeping-up' || found.state === 'falling-behind') {
    const horizon = limits.get('lag.falling-behind.horizon').value;
    const isHeading = found.state === 'falling-behind';
    return [
      say('lag.rule.not-over-warn', { lag, limit: warn }),
      ...trend,
      ...(isHeading ? [say('lag.rule.horizon', { horizon, limit: warn })] : []),
    ];
  }
  const isOver = found.verdict === 'critical' || isAbove(lag, critical);
  return [
    say('lag.rule.over-warn', { lag, limit: warn }),
    say(isOver ? 'lag.rule.over-critical' : 'lag.rule.not-over-critical', {
      limit: critical,
    }),
    ...trend,
  ];
}

type Value = Finding['values'][string];

function isAbove(lag: Value, limit: Value): boolean {
  return (
    lag.kind === 'duration' && limit.kind === 'duration' && lag.ms > limit.ms
  );
}
