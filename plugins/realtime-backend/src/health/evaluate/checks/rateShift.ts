import type { CheckLimit } from '@backstage-realtime/plugin-realtime-common';
import type { HealthContext, TopicView } from '../context/HealthContext';
import { fine, judge, notApplicable, type Judgement } from '../judgement';
import { median } from '../lag/theilSen';
import { count, duration, name, numberOf, rate, say } from '../values';
import { USUAL_DAYS } from '../../history/HourlyRates';
import type { SubjectCheck } from './HealthCheck';
import { FEWEST_OF_AN_HOUR, ratesBetween, WINDOW_MS } from './rateWindows';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** What came a moment ago is not compared with itself. */
const GAP_MS = 10 * MINUTE_MS;
const RECENT_MS = 3 * HOUR_MS;

/** Fewest windows that say what is usual: an hour of the last ones, half of yesterday's. */
const FEWEST_RECENT = 12;

/** Fewer days do not tell a habit from chance. */
const FEWEST_DAYS = 3;

/** Scales the median absolute deviation to a standard deviation. */
const TO_SIGMA = 1.4826;

/** Rates of a time to compare with. */
interface Usual {
  /** Windows of five minutes, or days of which each tells the median of its hour. */
  of: 'windows' | 'days';
  count: number;
  median: number;
  /** How far from the median is unusual. */
  limit: number;
}

/**
 * Whether the rate is far from what it was: at this hour of the last seven days,
 * and in the last hours. What differs from both is a warning. With fewer than
 * three days it is compared with yesterday, whose readings are still there.
 * Where yesterday was not read either, a shift may be what each day brings at
 * this hour, so it is worth knowing and no more.
 */
export const RATE_SHIFT: SubjectCheck<TopicView> = {
  id: 'flow.rate-shift',
  sources: ['ListOffsets'],
  judge: (topic, context) => {
    const { atMs } = topic;
    const current = ratesBetween(topic, atMs - 2 * WINDOW_MS, atMs).at(-1);
    const daily = usualDays(topic, context) ?? usualYesterday(topic);
    const recent = usualOf(
      ratesBetween(topic, atMs - RECENT_MS, atMs - GAP_MS),
      FEWEST_RECENT,
    );
    if (current === undefined || !(daily ?? recent)) {
      return learning(topic);
    }
    return daily
      ? judgeByDay({ topic, current, daily, recent }, context)
      : judgeByHours({ topic, current, recent: recent! }, context);
  },
};

function usualDays(
  { system, topic, atMs }: TopicView,
  { usual }: HealthContext,
): Usual | undefined {
  const rates = usual?.atHourOf(system, topic, atMs) ?? [];
  const found = usualOf(rates, FEWEST_DAYS);
  return found && { ...found, of: 'days' };
}

function usualYesterday(topic: TopicView): Usual | undefined {
  const fromMs = topic.atMs - DAY_MS;
  return usualOf(
    ratesBetween(topic, fromMs, fromMs + HOUR_MS),
    FEWEST_OF_AN_HOUR,
  );
}

function usualOf(rates: number[], fewest: number): Usual | undefined {
  const middle = median(rates);
  if (middle === undefined || rates.length < fewest) return undefined;
  const spread = median(rates.map(each => Math.abs(each - middle))) ?? 0;
  const limit = Math.max(4 * TO_SIGMA * spread, 0.5 * middle);
  return { of: 'windows', count: rates.length, median: middle, limit };
}

function isFar(current: number, usual: Usual): boolean {
  return Math.abs(current - usual.median) > usual.limit;
}

interface Compared {
  topic: TopicView;
  current: number;
}

function judgeByDay(
  { recent, daily, ...compared }: Compared & { daily: Usual; recent?: Usual },
  context: HealthContext,
): Judgement {
  const { current } = compared;
  const values = {
    ...valuesOf(compared, daily, context),
    recent: rate(recent?.median ?? daily.median),
  };
  const more = moreOf(values, daily, context);
  const isShift = isFar(current, daily) && (!recent || isFar(current, recent));
  const { as, alone, since } = SENTENCES[daily.of];
  if (!isShift) return fine(say(as, values), more);
  return judge('warning', say(recent ? since : alone, values), {
    ...more,
    next: [say('flow.rate-shift.next', values)],
  });
}

/** As usual; not, where nothing else is known; and not, with what the last hours brought. */
const SENTENCES = {
  windows: {
    as: 'flow.rate-shift.as-yesterday',
    alone: 'flow.rate-shift.yesterday',
    since: 'flow.rate-shift.since-yesterday',
  },
  days: {
    as: 'flow.rate-shift.as-days',
    alone: 'flow.rate-shift.days',
    since: 'flow.rate-shift.since-days',
  },
} as const;

function judgeByHours(
  { recent, ...compared }: Compared & { recent: Usual },
  context: HealthContext,
): Judgement {
  const values = valuesOf(compared, recent, context);
  const more = moreOf(values, recent, context);
  return isFar(compared.current, recent)
    ? judge('info', say('flow.rate-shift.recent', values), {
        ...more,
        next: [say('flow.rate-shift.next', values)],
      })
    : fine(say('flow.rate-shift.as-before', values), more);
}

function valuesOf(
  { topic, current }: Compared,
  usual: Usual,
  { owner }: HealthContext,
) {
  return {
    topic: name(topic.topic),
    owner: name(owner),
    rate: rate(current),
    median: rate(usual.median),
    limit: rate(usual.limit),
    span: duration(usual.count * stepOf(usual)),
    count: count(usual.count),
  };
}

function moreOf(
  values: ReturnType<typeof valuesOf>,
  usual: Usual,
  { scope: { limits } }: HealthContext,
) {
  const hold: CheckLimit = limits.get('flow.rate-shift.hold');
  return {
    rule: [
      say('flow.rate-shift.rule', values),
      say(`flow.rate-shift.rule-${usual.of}`, values),
    ],
    limits: [hold],
    hold: { forMs: numberOf(hold) },
    window: {
      ms: usual.count * stepOf(usual),
      samples: usual.count,
      expected: usual.of === 'days' ? USUAL_DAYS : usual.count,
    },
  };
}

function stepOf(usual: Usual): number {
  return usual.of === 'days' ? HOUR_MS : WINDOW_MS;
}

function learning(topic: TopicView): Judgement {
  const first = topic.partitions[0]?.samples()[0];
  return notApplicable(
    say('flow.rate-shift.learning', {
      topic: name(topic.topic),
      span: duration(first ? topic.atMs - first.atMs : 0),
      needed: duration(FEWEST_RECENT * WINDOW_MS + GAP_MS),
    }),
  );
}
