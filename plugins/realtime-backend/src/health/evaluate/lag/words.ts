import type {
  CheckLimit,
  Finding,
  FindingValue,
  HealthSentence,
  LagTime,
  Reading,
} from '@backstage-realtime/plugin-realtime-common';
import type {
  HealthContext,
  ReaderPartition,
  ReaderView,
} from '../context/HealthContext';
import { count, duration, name, ratio, say } from '../values';
import { TREND_SAMPLES, type Trend } from './trend';
import type { LagState } from './classify';

/** Sentence of each state that has one of its own. */
const SENTENCES: Partial<Record<LagState, HealthSentence>> = {
  lagging: 'lag.time.lagging',
  'catching-up': 'lag.time.catching-up',
  'falling-behind': 'lag.time.falling-behind',
  stalled: 'lag.time.stalled',
  stopped: 'lag.time.stopped',
  ahead: 'lag.time.ahead',
  residue: 'lag.time.residue',
  'control-only': 'lag.time.control-only',
  'caught-up': 'lag.time.caught-up',
  'no-commit': 'lag.time.no-commit',
  idle: 'lag.time.idle',
  'data-lost': 'lag.time.lost',
};

/** Which limit a state is measured against. */
export function limitOf(
  { class: { state, verdict } }: ReturnType<ReaderPartition['lag']>,
  { scope: { limits } }: HealthContext,
): CheckLimit {
  const isOverCritical = state === 'lagging' && verdict === 'critical';
  return limits.get(isOverCritical ? 'lag.slo.critical' : 'lag.slo.warn');
}

/** A lag time as a value; an unknown one is 0 and not used in a sentence. */
export function ageValue(lagTime: Reading<LagTime>): FindingValue {
  if (!lagTime.known) return duration(0);
  return duration(lagTime.value.ms, lagTime.value.isAtLeast);
}

/** What is true of a group on a partition, in one sentence. */
export function lagFinding(
  reader: ReaderView,
  partition: ReaderPartition,
  context: HealthContext,
): Finding {
  const report = partition.lag();
  const { state, etaMs, breachMs } = report.class;
  const isQuiet = state === 'residue';
  return say(SENTENCES[state] ?? 'lag.time.ok', {
    group: name(reader.group.group),
    topic: name(reader.topic?.topic ?? ''),
    partition: name(partition.partition),
    lag: ageValue(report.lagTime),
    limit: limitOf(report, context).value,
    count: count(distance(partition)),
    still: duration(isQuiet ? report.quietMs : report.unmovedMs),
    ...(etaMs !== undefined && { eta: duration(etaMs) }),
    ...(breachMs !== undefined && { breach: duration(breachMs) }),
  });
}

/** Offsets between committed and end, whichever is further. */
export function distance({ committed, end }: ReaderPartition): number {
  return committed.known && end.known
    ? Math.abs(end.value - committed.value)
    : 0;
}

/** What the trend adds to a rule. */
export function trendLine({ direction, slope, samples }: Trend): Finding {
  const values = { slope: signed(slope), samples: count(samples) };
  switch (direction) {
    case 'up':
      return say('lag.rule.rising', values);
    case 'down':
      return say('lag.rule.falling', values);
    case 'none':
      return say('lag.rule.steady', { samples: count(samples) });
    default:
      return say('lag.rule.learning', {
        samples: count(samples),
        needed: count(TREND_SAMPLES),
      });
  }
}

function signed(slope: number): FindingValue {
  // A slow leak is some ms a second; rounded away it would look like none.
  const shown = slope < 0.1 ? slope.toPrecision(2) : slope.toFixed(2);
  return slope > 0 ? name(`+${Number(shown)}`) : ratio(slope);
}
