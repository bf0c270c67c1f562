import type { PartitionSample } from '../../history/HealthHistory';
import type { HealthContext, TopicView } from '../context/HealthContext';
import {
  fine,
  judge,
  notApplicable,
  unknown,
  type Judgement,
} from '../judgement';
import { median } from '../lag/theilSen';
import {
  bytes,
  count,
  name,
  numberOf,
  partitionNames,
  ratio,
  say,
  share,
} from '../values';
import { family, type SubjectCheck } from './HealthCheck';
import { readingsIn } from './readingsIn';

const WINDOW_MS = 30 * 60_000;

/** Below this score a share may be chance. */
const SURE = 6;

interface Received {
  total: number;
  byPartition: Array<{ partition: number; records: number }>;
}

/** Records each partition got in the last half hour; a log that was made again counts nothing. */
function receivedOf(topic: TopicView): Received {
  const sinceMs = topic.atMs - WINDOW_MS;
  const isTold = ({ atMs, end }: PartitionSample) =>
    end !== undefined && atMs >= sinceMs;
  const byPartition = topic.partitions.map(view => {
    const samples = view.samples();
    const first = samples.find(isTold)?.end ?? 0;
    const last = samples.findLast(isTold)?.end ?? 0;
    return { partition: view.partition, records: Math.max(0, last - first) };
  });
  return {
    byPartition,
    total: byPartition.reduce((sum, { records }) => sum + records, 0),
  };
}

function names(topic: TopicView, { owner }: HealthContext) {
  return { topic: name(topic.topic), owner: name(owner) };
}

/** Readings that the counts rest on; those of one partition, as all are read at once. */
function windowOf(topic: TopicView, { intervalMs }: HealthContext) {
  return readingsIn(topic.partitions[0]?.samples() ?? [], {
    ...{ nowMs: topic.atMs, intervalMs, withinMs: WINDOW_MS },
  });
}

/** A partition whose end is not known may have got anything. */
function withoutEnds(topic: TopicView): Judgement | undefined {
  const hidden = topic.partitions
    .map(({ observed }) => observed.end)
    .find(end => !end.known);
  return hidden && !hidden.known
    ? unknown(hidden.missing, topic.subject)
    : undefined;
}

const RATE: SubjectCheck<TopicView> = {
  id: 'skew.rate',
  sources: ['ListOffsets'],
  judge: (topic, context) => {
    const partitions = topic.partitions.length;
    if (partitions < 2) {
      return notApplicable(say('skew.rate.one', names(topic, context)));
    }
    const unread = withoutEnds(topic);
    if (unread) return unread;
    const { total, byPartition } = receivedOf(topic);
    if (total < partitions) {
      return notApplicable(
        say('skew.rate.few', { ...names(topic, context), count: count(total) }),
      );
    }
    const top = byPartition.reduce((a, b) => (b.records > a.records ? b : a));
    return judgeTop(topic, { ...top, total }, context);
  },
};

function judgeTop(
  topic: TopicView,
  {
    partition,
    records,
    total,
  }: { partition: number; records: number; total: number },
  context: HealthContext,
): Judgement {
  const { limits } = context.scope;
  const partitions = topic.partitions.length;
  const even = 1 / partitions;
  const part = records / total;
  const isFew = partitions < 4;
  const limit = limits.get(isFew ? 'skew.rate.share' : 'skew.rate.factor');
  const z = (part - even) / Math.sqrt((even * (1 - even)) / total);
  const measured = isFew ? part : part * partitions;
  const values = {
    ...names(topic, context),
    partition: name(partition),
    share: share(part),
    even: share(even),
    limit: isFew ? limit.value : share(numberOf(limit) * even),
    z: ratio(z),
    count: count(total),
  };
  const more = {
    rule: [say('skew.rate.rule', values)],
    limits: [limit],
    at: { partition },
    window: windowOf(topic, context),
  };
  return measured >= numberOf(limit) && z >= SURE
    ? judge('warning', say('skew.rate', values), {
        ...more,
        next: [say('skew.rate.next', values)],
      })
    : fine(say('skew.rate.ok', values), more);
}

const SIZE: SubjectCheck<TopicView> = {
  id: 'skew.size',
  sources: ['DescribeLogDirs'],
  judge: (topic, context) => {
    const { limits } = context.scope;
    const limit = limits.get('skew.size.ratio');
    const least = limits.get('skew.size.least');
    if (topic.partitions.length < 2) {
      return notApplicable(say('skew.rate.one', names(topic, context)));
    }
    const sizes: Array<{ partition: number; size: number }> = [];
    for (const { partition, observed } of topic.partitions) {
      const { sizeBytes } = observed;
      if (!sizeBytes.known) return unknown(sizeBytes.missing, topic.subject);
      sizes.push({ partition, size: sizeBytes.value });
    }
    const top = sizes.reduce((a, b) => (b.size > a.size ? b : a));
    const others = sizes.filter(each => each !== top).map(({ size }) => size);
    const middle = Math.max(1, median(others) ?? 0);
    const values = {
      ...names(topic, context),
      partition: name(top.partition),
      bytes: bytes(top.size),
      ratio: ratio(top.size / middle),
      limit: limit.value,
      least: least.value,
    };
    const more = {
      rule: [say('skew.size.rule', values)],
      limits: [limit, least],
    };
    return top.size / middle >= numberOf(limit) && top.size > numberOf(least)
      ? judge('info', say('skew.size', values), {
          ...more,
          at: { partition: top.partition },
          next: [say('skew.size.next', values)],
        })
      : fine(say('skew.size.ok', values), more);
  },
};

const UNUSED: SubjectCheck<TopicView> = {
  id: 'skew.unused',
  sources: ['ListOffsets'],
  judge: (topic, context) => {
    const limit = context.scope.limits.get('skew.unused.records');
    const unread = withoutEnds(topic);
    if (unread) return unread;
    const { total, byPartition } = receivedOf(topic);
    const needed = numberOf(limit) * topic.partitions.length;
    const unused = byPartition.filter(({ records }) => records === 0);
    const values = {
      ...names(topic, context),
      partitions: partitionNames(unused.map(({ partition }) => partition)),
      unused: count(unused.length),
      count: count(total),
      limit: count(needed),
    };
    if (total < needed) return notApplicable(say('skew.rate.few', values));
    const more = {
      rule: [say('skew.unused.rule', values)],
      limits: [limit],
      window: windowOf(topic, context),
    };
    return unused.length > 0
      ? judge('info', say('skew.unused', values), {
          ...more,
          next: [say('skew.unused.next', values)],
        })
      : fine(say('skew.unused.ok', values), more);
  },
};

/** Whether partitions share the load. */
export const SKEW = family('skew', ({ topics }) => topics, [
  RATE,
  SIZE,
  UNUSED,
]);
