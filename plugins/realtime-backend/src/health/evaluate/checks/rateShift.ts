import type { TopicView } from '../context/HealthContext';
import { fine, judge, notApplicable } from '../judgement';
import { median } from '../lag/theilSen';
import { duration, name, numberOf, rate, say } from '../values';
import type { SubjectCheck } from './HealthCheck';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const WINDOW_MS = 5 * MINUTE_MS;

/** Days compared with, and the fewest that say what is usual. */
const DAYS = 7;
const FEWEST_DAYS = 3;

/** Scales the median absolute deviation to a standard deviation. */
const TO_SIGMA = 1.4826;

/** Whether the rate is far from what this hour brought on the days before. */
export const RATE_SHIFT: SubjectCheck<TopicView> = {
  id: 'flow.rate-shift',
  sources: ['ListOffsets'],
  judge: (topic, { scope: { limits }, owner }) => {
    const hold = limits.get('flow.rate-shift.hold');
    const current = rateAround(topic, topic.atMs);
    const usual = Array.from({ length: DAYS }, (_, day) =>
      rateAround(topic, topic.atMs - (day + 1) * DAY_MS),
    ).flatMap(each => each ?? []);
    const middle = median(usual);
    if (
      current === undefined ||
      middle === undefined ||
      usual.length < FEWEST_DAYS
    ) {
      return notApplicable(
        say('flow.rate-shift.learning', {
          topic: name(topic.topic),
          span: duration(spanOf(topic)),
          needed: duration(FEWEST_DAYS * DAY_MS),
        }),
      );
    }
    const spread = median(usual.map(each => Math.abs(each - middle))) ?? 0;
    const limit = Math.max(4 * TO_SIGMA * spread, 0.5 * middle);
    const values = {
      topic: name(topic.topic),
      owner: name(owner),
      rate: rate(current),
      median: rate(middle),
      limit: rate(limit),
    };
    const more = {
      rule: [say('flow.rate-shift.rule', values)],
      limits: [hold],
      hold: { forMs: numberOf(hold) },
    };
    return Math.abs(current - middle) > limit
      ? judge('warning', say('flow.rate-shift', values), {
          ...more,
          next: [say('flow.rate-shift.next', values)],
        })
      : fine(say('flow.rate-shift.ok', values), more);
  },
};

/** Records a second of all partitions in the minutes up to a time; undefined without readings there. */
function rateAround(topic: TopicView, atMs: number): number | undefined {
  let sum = 0;
  for (const view of topic.partitions) {
    const told = view
      .samples()
      .filter(
        each =>
          each.end !== undefined &&
          each.atMs <= atMs &&
          atMs - each.atMs <= 2 * WINDOW_MS,
      );
    const [first, last] = [told[0], told.at(-1)];
    if (!first || !last || last.atMs === first.atMs) return undefined;
    const records = Math.max(0, last.end! - first.end!);
    sum += (records / (last.atMs - first.atMs)) * 1000;
  }
  return topic.partitions.length === 0 ? undefined : sum;
}

function spanOf({ partitions, atMs }: TopicView): number {
  const first = partitions[0]?.samples()[0];
  return first ? atMs - first.atMs : 0;
}
