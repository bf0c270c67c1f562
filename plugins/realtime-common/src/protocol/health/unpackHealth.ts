import { VERDICTS, type Verdict } from '../../model/health/check';
import type {
  GroupHealthRow,
  LagMethod,
  LagTime,
  TopicHealth,
  TopicHealthRow,
} from '../../model/health/topicHealth';
import { missing } from '../../model/health/reading';
import { toOffset, type Offset } from '../../model/offset';
import { between } from './between';
import { fromCell, isMissing, unpackTable, type PackedCell } from './columns';
import type {
  PackedGroupRow,
  PackedTopicHealth,
  PackedTopicRow,
} from './packed';
import { unpackSeries } from './series';
import { topicOf } from './topicOf';

/**
 * The state as views read it. A row that is the same object as before gives the
 * same object, so that a page draws only what changed.
 * @public
 */
export function unpackTopicHealth(packed: PackedTopicHealth): TopicHealth {
  const topics = packed.topics.map(row => {
    const before = TOPICS.get(row);
    if (before) return before;
    const made = unpackTopicRow(row);
    TOPICS.set(row, made);
    return made;
  });
  const groups = packed.groups.map(row => {
    const topic = topicOf(row, topics);
    const before = GROUPS.get(row);
    // What a group has not read depends on where its topic ends.
    if (before && before.topic === topic) return before.row;
    const made = unpackGroupRow(row, topic);
    GROUPS.set(row, { row: made, topic });
    return made;
  });
  return { ...packed, topics, groups };
}

const TOPICS = new WeakMap<PackedTopicRow, TopicHealthRow>();
const GROUPS = new WeakMap<
  PackedGroupRow,
  { row: GroupHealthRow; topic?: TopicHealthRow }
>();

function unpackTopicRow(row: PackedTopicRow): TopicHealthRow {
  return {
    ...row,
    rates: unpackSeries(row.rates),
    partitions: unpackTable(row.partitions, (cell, index) => ({
      partition: partitionOf(cell('partition'), index),
      verdict: verdictOf(cell('verdict')),
      start: fromCell(cell('start'), readOffset),
      end: fromCell(cell('end'), readOffset),
      rate: fromCell(cell('rate'), Number),
    })),
  };
}

function unpackGroupRow(
  row: PackedGroupRow,
  topic?: TopicHealthRow,
): GroupHealthRow {
  return {
    ...row,
    lags: unpackSeries(row.lags),
    byPartition: unpackTable(row.byPartition, (cell, index) => {
      const committed = fromCell(cell('committed'), readOffset);
      const own = cell('end');
      const end =
        own === null
          ? (topic?.partitions[index]?.end ?? missing('no-data'))
          : fromCell(own, readOffset);
      const lag = cell('lag');
      const member = cell('member');
      return {
        partition: partitionOf(cell('partition'), index),
        verdict: verdictOf(cell('verdict')),
        lagState: String(cell('lagState')),
        ...{ committed, end },
        lag: lag === null ? between(committed, end) : fromCell(lag, Number),
        lagTime: fromCell(cell('lagMs'), ms => toLagTime(Number(ms), cell)),
        ...(member !== null && { member: String(member) }),
      };
    }),
  };
}

function partitionOf(cell: PackedCell, index: number): number {
  return cell === null ? index : Number(cell);
}

function verdictOf(cell: PackedCell): Verdict {
  return VERDICTS[Number(cell)];
}

function readOffset(cell: PackedCell): Offset {
  return toOffset(BigInt(String(cell)));
}

function toLagTime(ms: number, cell: (column: string) => PackedCell): LagTime {
  const upToMs = cell('lagUpToMs');
  return {
    ms,
    method: cell('lagMethod') as LagMethod,
    ...(cell('lagIsAtLeast') === true && { isAtLeast: true }),
    ...(upToMs !== null && !isMissing(upToMs) && { upToMs: Number(upToMs) }),
  };
}
