import type { Missing } from '@backstage-realtime/plugin-realtime-common';
import type {
  HealthContext,
  ReaderPartition,
  ReaderView,
} from '../context/HealthContext';
import {
  fine,
  judge,
  notApplicable,
  unknown,
  type Judgement,
} from '../judgement';
import { median } from '../lag/theilSen';
import { rateOf } from '../rows/rates';
import { count, name, numberOf, say } from '../values';
import type { SubjectCheck } from './HealthCheck';
import { namesOf } from './readers';
import { whyMissing } from './whyMissing';

/** Times of what a partition gets within its limit, below which a backlog is no news. */
const VOLUMES = 5;

/**
 * One partition far behind the others. Compared with the median of the others,
 * which works at two partitions; a mean and its deviation would include the
 * outlier and could never call it one below six.
 */
export const LAG_OUTLIER: SubjectCheck<ReaderView> = {
  id: 'lag.outlier',
  sources: ['OffsetFetch', 'ListOffsets'],
  judge: (reader, context) => {
    const values = namesOf(reader, context);
    if (reader.partitions.length < 2) {
      return notApplicable(say('lag.outlier.one', values));
    }
    const lags = reader.partitions.flatMap(partition => {
      const { lag } = partition.lag();
      return lag.known ? [{ partition, lag: lag.value }] : [];
    });
    if (lags.length < 2) return withoutLags(reader);
    const worst = lags.reduce((a, b) => (b.lag > a.lag ? b : a));
    const others = lags.filter(each => each !== worst).map(({ lag }) => lag);
    const middle = Math.max(1, median(others) ?? 0);
    const judged = judgeWorst(reader, { ...worst, middle }, context);
    const hidden = withheld(reader);
    // What cannot be seen may be the one that is far behind.
    return judged.verdict === 'ok' && hidden
      ? unknown(hidden, reader.subject)
      : judged;
  },
};

/** A commit past the end has a check of its own, and one that is not there has no lag. */
function withheld({ partitions }: ReaderView): Missing | undefined {
  return whyMissing(
    partitions.flatMap(({ committed, end }) => [committed, end]),
    ['no-commit'],
  );
}

function withoutLags(reader: ReaderView): Judgement {
  const hidden = withheld(reader);
  return hidden
    ? unknown(hidden, reader.subject)
    : notApplicable(
        say('commit.none.unread', {
          group: name(reader.group.group),
          topic: name(reader.topic?.topic ?? ''),
        }),
      );
}

interface Worst {
  partition: ReaderPartition;
  lag: number;
  middle: number;
}

function judgeWorst(
  reader: ReaderView,
  { partition, lag, middle }: Worst,
  context: HealthContext,
): Judgement {
  const { limits } = context.scope;
  const limit = limits.get('lag.outlier.ratio');
  const hold = limits.get('lag.outlier.hold');
  const volume = volumeOf(reader, context);
  const values = {
    ...namesOf(reader, context),
    partition: name(partition.partition),
    count: count(lag),
    median: count(middle),
    limit: limit.value,
    volume: count(volume ?? 0),
  };
  const more = {
    rule: [
      say('lag.outlier.rule', values),
      say('lag.outlier.rule-volume', values),
    ],
    limits: [limit, hold],
    hold: { forMs: numberOf(hold) },
  };
  const isFar = lag >= numberOf(limit) * middle;
  if (!isFar) return fine(say('lag.outlier.ok', values), more);
  if (volume === undefined)
    return unknown({ code: 'learning' }, reader.subject);
  return lag >= VOLUMES * volume
    ? judge('warning', say('lag.outlier', values), {
        ...more,
        at: { partition: partition.partition },
        next: [say('lag.outlier.next', values)],
      })
    : fine(say('lag.outlier.ok', values), more);
}

/** Records that one partition gets within the limit of lag, on average. */
function volumeOf(
  { partitions }: ReaderView,
  { scope: { limits } }: HealthContext,
): number | undefined {
  const rates = partitions.flatMap(({ view }) => {
    const rate = rateOf(view);
    return rate.known ? [rate.value] : [];
  });
  if (rates.length === 0) return undefined;
  const sum = rates.reduce((a, b) => a + b);
  const seconds = numberOf(limits.get('lag.slo.warn')) / 1000;
  return (sum / rates.length) * seconds;
}
