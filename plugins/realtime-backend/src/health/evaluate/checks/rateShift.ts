import type { CheckLimit } from '@backstage-realtime/plugin-realtime-common';
import type { HealthContext, TopicView } from '../context/HealthContext';
import { fine, judge, notApplicable, type Judgement } from '../judgement';
import { median } from '../lag/theilSen';
import { count, duration, name, numberOf, rate, say } from '../values';
import type { SubjectCheck } from './HealthCheck';
import { ratesBetween, WINDOW_MS } from './rateWindows';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** What came a moment ago is not compared with itself. */
const GAP_MS = 10 * MINUTE_MS;
const RECENT_MS = 3 * HOUR_MS;

/** Fewest windows that say what is usual: an hour of the last ones, half an hour of yesterday. */
const FEWEST_RECENT = 12;
const FEWEST_YESTERDAY = 6;

/** Scales the median absolute deviation to a standard deviation. */
const TO_SIGMA = 1.4826;

/** Rates of a time to compare with. */
interface Usual {
  windows: number;
  median: number;
  /** How far from the median is unusual. */
  limit: number;
}

/**
 * Whether the rate is far from what it was: at this time yesterday, and in the
 * last hours. What differs from both is a warning. Readings go back a day; where
 * yesterday was not read, a shift may be what each day brings at this hour, so
 * it is worth knowing and no more.
 */
export const RATE_SHIFT: SubjectCheck<TopicView> = {
  id: 'flow.rate-shift',
  sources: ['ListOffsets'],
  judge: (topic, context) => {
    const { atMs } = topic;
    const current = ratesBetween(topic, atMs - 2 * WINDOW_MS, atMs).at(-1);
    const yesterday = usualOf(
      ratesBetween(topic, atMs - DAY_MS, atMs - DAY_MS + HOUR_MS),
      FEWEST_YESTERDAY,
    );
    const recent = usualOf(
      ratesBetween(topic, atMs - RECENT_MS, atMs - GAP_MS),
      FEWEST_RECENT,
    );
    if (current === undefined || !(yesterday ?? recent)) {
      return learning(topic);
    }
    return yesterday
      ? judgeByDay({ topic, current, yesterday, recent }, context)
      : judgeByHours({ topic, current, recent: recent! }, context);
  },
};

function usualOf(rates: number[], fewest: number): Usual | undefined {
  const middle = median(rates);
  if (middle === undefined || rates.length < fewest) return undefined;
  const spread = median(rates.map(each => Math.abs(each - middle))) ?? 0;
  const limit = Math.max(4 * TO_SIGMA * spread, 0.5 * middle);
  return { windows: rates.length, median: middle, limit };
}

function isFar(current: number, usual: Usual): boolean {
  return Math.abs(current - usual.median) > usual.limit;
}

interface Compared {
  topic: TopicView;
  current: number;
}

function judgeByDay(
  {
    recent,
    yesterday,
    ...compared
  }: Compared & { yesterday: Usual; recent?: Usual },
  context: HealthContext,
): Judgement {
  const { current } = compared;
  const values = {
    ...valuesOf(compared, yesterday, context),
    recent: rate(recent?.median ?? yesterday.median),
  };
  const more = moreOf(values, yesterday, context);
  const isShift =
    isFar(current, yesterday) && (!recent || isFar(current, recent));
  if (!isShift) return fine(say('flow.rate-shift.as-yesterday', values), more);
  const sentence = recent
    ? 'flow.rate-shift.since-yesterday'
    : 'flow.rate-shift.yesterday';
  return judge('warning', say(sentence, values), {
    ...more,
    next: [say('flow.rate-shift.next', values)],
  });
}

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
    span: duration(usual.windows * WINDOW_MS),
    count: count(usual.windows),
  };
}

function moreOf(
  values: ReturnType<typeof valuesOf>,
  { windows }: Usual,
  { scope: { limits } }: HealthContext,
) {
  const hold: CheckLimit = limits.get('flow.rate-shift.hold');
  return {
    rule: [
      say('flow.rate-shift.rule', values),
      say('flow.rate-shift.rule-windows', values),
    ],
    limits: [hold],
    hold: { forMs: numberOf(hold) },
    window: { ms: windows * WINDOW_MS, samples: windows, expected: windows },
  };
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
