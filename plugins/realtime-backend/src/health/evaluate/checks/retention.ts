import type { HealthContext, TopicView } from '../context/HealthContext';
import { configsOf, policyOf, positive } from '../context/settings';
import {
  fine,
  judge,
  notApplicable,
  unknown,
  type Judgement,
} from '../judgement';
import { duration, name, numberOf, say } from '../values';
import { family, type SubjectCheck } from './HealthCheck';
import { withoutConfigs } from './partitions';
import { RETENTION_CLIFF } from './retentionCliff';
import { RETENTION_LOST } from './retentionLost';

const HOUR_MS = 3_600_000;

/** Time limit of a topic, and how long a segment takes to roll; undefined where time does not delete. */
function timeLimit(topic: TopicView) {
  const configs = configsOf(topic);
  if (!configs.known || !policyOf(configs.value).includes('delete'))
    return undefined;
  const retentionMs = positive(configs.value, 'retention.ms');
  const segmentMs = positive(configs.value, 'segment.ms') ?? 7 * 24 * HOUR_MS;
  return retentionMs === undefined ? undefined : { retentionMs, segmentMs };
}

/** Age of the oldest record held; undefined when none is known. */
function heldMs({ partitions, atMs }: TopicView): number | undefined {
  const oldest = partitions.flatMap(({ observed: { oldestMs, start, end } }) =>
    oldestMs.known && isFilled(start, end) ? [oldestMs.value] : [],
  );
  return oldest.length === 0
    ? undefined
    : atMs - oldest.reduce((a, b) => Math.min(a, b));
}

type Offsets = TopicView['partitions'][number]['observed']['start'];

function isFilled(start: Offsets, end: Offsets): boolean {
  return start.known && end.known && end.value > start.value;
}

/** Somebody may also delete records by hand; that says nothing of a limit. */
function hasSizeLimit(topic: TopicView): boolean {
  const configs = configsOf(topic);
  return (
    configs.known && positive(configs.value, 'retention.bytes') !== undefined
  );
}

/** Whether something was deleted within the last hour. */
function hasStartMoved({ partitions, atMs }: TopicView): boolean {
  return partitions.some(view => {
    const recent = view.samples().filter(each => atMs - each.atMs <= HOUR_MS);
    const starts = recent.flatMap(({ start }) => start ?? []);
    return starts.length > 1 && starts.at(-1)! > starts[0];
  });
}

function names(topic: TopicView, { owner }: HealthContext) {
  return { topic: name(topic.topic), owner: name(owner) };
}

/** The oldest record was not told of a topic that has one. */
function withoutAge(topic: TopicView): Judgement | undefined {
  const hidden = topic.partitions.find(
    ({ observed: { oldestMs, start, end } }) =>
      !oldestMs.known && isFilled(start, end),
  )?.observed.oldestMs;
  return hidden && !hidden.known
    ? unknown(hidden.missing, topic.subject)
    : undefined;
}

interface Holding {
  heldMs: number;
  retentionMs: number;
  segmentMs: number;
  topic: TopicView;
}

/** An info about how long a topic holds records, beside its time limit. */
function holdingCheck(
  id: 'retention.size-decides' | 'retention.overstays',
  isFound: (holding: Holding) => boolean,
): SubjectCheck<TopicView> {
  return {
    id,
    sources: ['ListOffsets', 'DescribeConfigs'],
    judge: (topic, context) => {
      const unread = withoutConfigs(topic) ?? withoutAge(topic);
      if (unread) return unread;
      const limit = timeLimit(topic);
      const held = heldMs(topic);
      if (!limit || held === undefined)
        return notApplicable(say(`${id}.none`, names(topic, context)));
      const values = {
        ...names(topic, context),
        held: duration(held),
        retention: duration(limit.retentionMs),
        segment: duration(limit.segmentMs),
      };
      const rule = [say(`${id}.rule`, values)];
      return isFound({ ...limit, heldMs: held, topic })
        ? judge('info', say(id, values), {
            rule,
            next: [say(`${id}.next`, values)],
          })
        : fine(say(`${id}.ok`, values), { rule });
    },
  };
}

const SIZE_DECIDES = holdingCheck(
  'retention.size-decides',
  holding =>
    holding.heldMs < 0.5 * holding.retentionMs &&
    hasSizeLimit(holding.topic) &&
    hasStartMoved(holding.topic),
);

const OVERSTAYS = holdingCheck(
  'retention.overstays',
  holding => holding.heldMs > holding.retentionMs + 2 * holding.segmentMs,
);

const SHORTER_THAN_OUTAGE: SubjectCheck<TopicView> = {
  id: 'retention.shorter-than-outage',
  sources: ['DescribeConfigs'],
  judge: (topic, context) => {
    const unread = withoutConfigs(topic);
    if (unread) return unread;
    const outage = context.scope.limits.get('retention.outage');
    const limit = timeLimit(topic);
    if (!limit || numberOf(outage) === 0) {
      return notApplicable(
        say('retention.shorter-than-outage.none', names(topic, context)),
      );
    }
    const values = {
      ...names(topic, context),
      retention: duration(limit.retentionMs),
      limit: outage.value,
    };
    const more = {
      rule: [say('retention.shorter-than-outage.rule', values)],
      limits: [outage],
    };
    return limit.retentionMs < numberOf(outage)
      ? judge('info', say('retention.shorter-than-outage', values), {
          ...more,
          next: [say('retention.shorter-than-outage.next', values)],
        })
      : fine(say('retention.shorter-than-outage.ok', values), more);
  },
};

/** What a topic keeps, apart from who reads it. */
export const KEEPING = family('retention', ({ topics }) => topics, [
  SIZE_DECIDES,
  SHORTER_THAN_OUTAGE,
  OVERSTAYS,
]);

/** What groups may lose or have lost. */
export const LOSS = family('retention', ({ readers }) => readers, [
  RETENTION_LOST,
  RETENTION_CLIFF,
]);
