import type { PartitionSample } from '../../history/HealthHistory';
import type { HealthContext, TopicView } from '../context/HealthContext';
import {
  fine,
  judge,
  notApplicable,
  unknown,
  type Judgement,
} from '../judgement';
import { count, duration, name, numberOf, say } from '../values';
import { family, type SubjectCheck } from './HealthCheck';
import { RATE_SHIFT } from './rateShift';

/** Fewer gaps say nothing about what is usual. */
const ENOUGH_GAPS = 100;

/** Times the longest usual gap. */
const UNUSUAL = 10;

const DAY_MS = 86_400_000;

const SILENCE: SubjectCheck<TopicView> = {
  id: 'flow.silence',
  sources: ['ListOffsets'],
  judge: (topic, context) => {
    const hidden = topic.partitions.find(({ observed }) => !observed.end.known);
    if (hidden && !hidden.observed.end.known) {
      return unknown(hidden.observed.end.missing, {
        ...topic.subject,
        partition: hidden.partition,
      });
    }
    const arrivals = arrivalsOf(topic);
    const declared = context.scope.limits.find(`flow.interval.${topic.topic}`);
    return declared
      ? judgeDeclared(topic, arrivals, numberOf(declared), context)
      : judgeUsual(topic, arrivals, context);
  },
};

interface Arrivals {
  /** Time since the last record; since the first reading where none was ever seen. */
  silenceMs: number;
  hasRecord: boolean;
  /** Times between readings that found something new, in ms, over a day. */
  gaps: number[];
}

/** When readings of any partition found records that were not there before. */
function arrivalsOf(topic: TopicView): Arrivals {
  const times = new Set<number>();
  for (const view of topic.partitions) addArrivals(times, view.samples());
  const grown = [...times].sort((a, b) => a - b);
  const firstMs = topic.partitions[0]?.samples()[0]?.atMs;
  const seenMs = grown.at(-1) ?? newestMs(topic);
  const lastMs = seenMs ?? firstMs ?? topic.atMs;
  const recent = grown.filter(atMs => topic.atMs - atMs <= DAY_MS);
  return {
    silenceMs: Math.max(0, topic.atMs - lastMs),
    hasRecord: seenMs !== undefined,
    gaps: recent.slice(1).map((atMs, index) => atMs - recent[index]),
  };
}

function addArrivals(
  times: Set<number>,
  samples: readonly PartitionSample[],
): void {
  let before = Infinity;
  for (const { atMs, end } of samples) {
    if (end === undefined) continue;
    if (end > before) times.add(atMs);
    before = end;
  }
}

/** Time stamp of the newest record, unless it is in the future. */
function newestMs({ partitions, atMs }: TopicView): number | undefined {
  const told = partitions.flatMap(({ observed: { newestMs: newest } }) =>
    newest.known && newest.value <= atMs ? [newest.value] : [],
  );
  return told.length === 0 ? undefined : told.reduce((a, b) => Math.max(a, b));
}

function judgeDeclared(
  topic: TopicView,
  { silenceMs, hasRecord }: Arrivals,
  intervalMs: number,
  context: HealthContext,
): Judgement {
  const { limits } = context.scope;
  const warn = limits.get('flow.silence.warn');
  const critical = limits.get('flow.silence.critical');
  const warnMs = numberOf(warn) * intervalMs + context.intervalMs;
  const criticalMs = numberOf(critical) * intervalMs + context.intervalMs;
  const isCritical = silenceMs > criticalMs;
  const values = {
    topic: name(topic.topic),
    owner: name(context.owner),
    silence: duration(silenceMs, !hasRecord),
    interval: duration(intervalMs),
    limit: duration(isCritical ? criticalMs : warnMs),
  };
  if (!hasRecord && silenceMs <= warnMs) {
    return notApplicable(say('flow.silence.unseen', values));
  }
  const isLate = silenceMs > warnMs ? 'warning' : 'ok';
  return judgeSilence(
    isCritical ? 'critical' : isLate,
    'flow.silence',
    values,
    [limits.get(`flow.interval.${topic.topic}`), warn, critical],
  );
}

function judgeUsual(
  topic: TopicView,
  { silenceMs, gaps }: Arrivals,
  { scope: { limits }, owner }: HealthContext,
): Judgement {
  if (gaps.length < ENOUGH_GAPS) {
    return notApplicable(
      say('flow.silence.learning', {
        topic: name(topic.topic),
        count: count(gaps.length),
        needed: count(ENOUGH_GAPS),
      }),
    );
  }
  const least = limits.get('flow.silence.least');
  const usualMs = [...gaps].sort((a, b) => a - b)[
    Math.floor(gaps.length * 0.99)
  ];
  const limitMs = Math.max(numberOf(least), UNUSUAL * usualMs);
  const values = {
    topic: name(topic.topic),
    owner: name(owner),
    silence: duration(silenceMs),
    usual: duration(usualMs),
    limit: duration(limitMs),
  };
  const verdict = silenceMs > limitMs ? 'warning' : 'ok';
  return judgeSilence(verdict, 'flow.silence.unusual', values, [least]);
}

function judgeSilence(
  verdict: 'critical' | 'warning' | 'ok',
  sentence: 'flow.silence' | 'flow.silence.unusual',
  values: Parameters<typeof say>[1],
  limits: Judgement['limits'],
): Judgement {
  return verdict === 'ok'
    ? fine(say('flow.silence.ok', values), {
        limits,
        rule: [say('flow.silence.rule-not', values)],
      })
    : judge(verdict, say(sentence, values), {
        limits,
        rule: [say('flow.silence.rule', values)],
        next: [say('flow.silence.next', values)],
      });
}

/** Whether records come, as many as usual. */
export const FLOW = family('flow', ({ topics }) => topics, [
  SILENCE,
  RATE_SHIFT,
]);
