import { VERDICTS, type Verdict } from '../../model/health/check';
import type {
  GroupHealthRow,
  GroupPartition,
  PartitionHealth,
  TopicHealth,
} from '../../model/health/topicHealth';
import type { Offset } from '../../model/offset';
import type { Reading } from '../../model/health/reading';
import { between } from './between';
import {
  isEqual,
  packTable,
  toCell,
  type CellsOf,
  type PackedCell,
} from './columns';
import type {
  PackedGroupRow,
  PackedTopicHealth,
  PackedTopicRow,
} from './packed';
import { topicOf } from './topicOf';
import { fourDigits, packSeries } from './series';

/** See {@link PackedTopicHealth}. Rates keep four digits; nothing else is lost. @public */
export function packTopicHealth(health: TopicHealth): PackedTopicHealth {
  const work = packTopicHealthBySteps(health);
  let next = work.next();
  while (!next.done) next = work.next();
  return next.value;
}

/**
 * As {@link packTopicHealth}. Stops every few ms of work, where others may run:
 * of ten thousand partitions all of it takes a tenth of a second.
 * @public
 */
export function* packTopicHealthBySteps(
  health: TopicHealth,
): Generator<void, PackedTopicHealth> {
  const topics: PackedTopicRow[] = [];
  const groups: PackedGroupRow[] = [];
  for (const { partitions, rates, ...row } of health.topics) {
    const table = yield* packTable(partitions, PARTITION);
    topics.push({ ...row, partitions: table, rates: packSeries(rates) });
  }
  for (const { byPartition, lags, ...row } of health.groups) {
    const table = yield* packTable(byPartition, cellsOf(row, health));
    groups.push({ ...row, byPartition: table, lags: packSeries(lags) });
  }
  return { ...health, topics, groups };
}

function cellsOf(
  row: Pick<GroupHealthRow, 'system' | 'topic'>,
  { topics }: TopicHealth,
): CellsOf<GroupPartition> {
  const read = topicOf(row, topics)?.partitions ?? [];
  return {
    ...GROUP_PARTITION,
    end: ({ end }, index) => writeEnd(end, read[index]?.end),
  };
}

const PARTITION: CellsOf<PartitionHealth> = {
  partition: numberUnlessIndex,
  verdict: writeVerdict,
  start: ({ start }) => toCell(start, writeOffset),
  end: ({ end }) => toCell(end, writeOffset),
  rate: ({ rate }) => toCell(rate, fourDigits),
};

const GROUP_PARTITION: CellsOf<GroupPartition> = {
  partition: numberUnlessIndex,
  verdict: writeVerdict,
  lagState: ({ lagState }) => lagState,
  committed: ({ committed }) => toCell(committed, writeOffset),
  lag: writeLag,
  lagMs: ({ lagTime }) => toCell(lagTime, ({ ms }) => ms),
  lagMethod: ({ lagTime }) => (lagTime.known ? lagTime.value.method : null),
  lagIsAtLeast: ({ lagTime }) =>
    (lagTime.known && lagTime.value.isAtLeast) || null,
  lagUpToMs: ({ lagTime }) =>
    lagTime.known ? (lagTime.value.upToMs ?? null) : null,
  member: ({ member }) => member ?? null,
};

/** Null for the usual: rows are in the order of their numbers, and none is left out. */
function numberUnlessIndex(
  { partition }: { partition: number },
  index: number,
): PackedCell {
  return partition === index ? null : partition;
}

function writeVerdict({ verdict }: { verdict: Verdict }): PackedCell {
  return VERDICTS.indexOf(verdict);
}

/** As a number while that is exact, which is shorter. */
function writeOffset(offset: Offset): PackedCell {
  const number = Number(offset);
  return Number.isSafeInteger(number) ? number : offset;
}

/** Null for the usual: where the topic says its partition ends. */
function writeEnd(
  end: Reading<Offset>,
  ofTopic: Reading<Offset> | undefined,
): PackedCell {
  const cell = toCell(end, writeOffset);
  return ofTopic && isEqual(toCell(ofTopic, writeOffset), cell) ? null : cell;
}

/** Null for the usual: what lies between the two offsets. */
function writeLag({ committed, end, lag }: GroupPartition): PackedCell {
  const usual = between(committed, end);
  const isUsual = usual.known && lag.known && usual.value === lag.value;
  return isUsual ? null : toCell(lag, value => value);
}
