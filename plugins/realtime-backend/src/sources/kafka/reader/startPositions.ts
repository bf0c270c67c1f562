import {
  decodeResume,
  RealtimeError,
  type StartPosition,
} from '@backstage-realtime/plugin-realtime-common';
import type {
  OpenOptions,
  PartitionStart,
} from '@backstage-realtime/plugin-realtime-node';
import type { Range } from './ranges';

type Wish = StartPosition | PartitionStart[];

/** Positions as asked for; they may lie outside the range of the log, which the reader turns into gaps. */
export interface StartPlan {
  positions: Map<number, bigint>;
  /** Where partitions begin that are not in `positions` and appear later. */
  others: 'skip' | 'low';
  /** Epoch the positions belong to; empty when they do not say. */
  epoch: string;
}

/**
 * Where each partition is read from. `byTime` answers a time stamp with the
 * first offset at or after it, -1 when there is none; it is asked only then.
 * Errors: realtime.command.malformed for a resume position that is none.
 */
export async function planStart(
  from: Wish,
  ranges: ReadonlyMap<number, Range>,
  byTime: (timestampMs: bigint) => Promise<ReadonlyMap<number, bigint>>,
  unnamed: OpenOptions['unnamed'] = 'skip',
): Promise<StartPlan> {
  if (Array.isArray(from)) return planExact(from, ranges, unnamed);
  switch (from.at) {
    case 'offset':
      return planOffset(from.partition, BigInt(from.offset), ranges);
    case 'resume':
      return planResume(from.position, ranges);
    case 'timestamp':
      return plan(fromTimes(ranges, await byTime(BigInt(from.timestampMs))));
    case 'last':
      return plan(spreadLast(ranges, from.count));
    case 'earliest':
      return plan(mapRanges(ranges, range => range.low));
    default:
      return plan(mapRanges(ranges, range => range.high));
  }
}

function plan(positions: Map<number, bigint>): StartPlan {
  return { positions, others: 'low', epoch: '' };
}

function planExact(
  starts: readonly PartitionStart[],
  ranges: ReadonlyMap<number, Range>,
  unnamed: 'skip' | 'follow',
): StartPlan {
  const named = starts.map(({ partition, from }) => [partition, from] as const);
  if (unnamed === 'skip') {
    return { positions: new Map(named), others: 'skip', epoch: '' };
  }
  const highs = mapRanges(ranges, range => range.high);
  return plan(new Map([...highs, ...named]));
}

/** An offset that is not written yet means: from now on. */
function planOffset(
  partition: number,
  offset: bigint,
  ranges: ReadonlyMap<number, Range>,
): StartPlan {
  const high = ranges.get(partition)?.high;
  const from = high !== undefined && offset > high ? high : offset;
  return { positions: new Map([[partition, from]]), others: 'skip', epoch: '' };
}

/** Partitions the position does not name appeared meanwhile: all of their records are new. */
function planResume(
  text: string,
  ranges: ReadonlyMap<number, Range>,
): StartPlan {
  const resume = decodeResume(text);
  if (!resume) {
    throw new RealtimeError(
      'realtime.command.malformed',
      'The position to resume at cannot be read. Start from another position.',
    );
  }
  const positions = mapRanges(ranges, range => range.low);
  resume.next.forEach((offset, partition) =>
    positions.set(partition, BigInt(offset)),
  );
  return { positions, others: 'low', epoch: resume.epoch };
}

function fromTimes(
  ranges: ReadonlyMap<number, Range>,
  times: ReadonlyMap<number, bigint>,
): Map<number, bigint> {
  const positions = mapRanges(ranges, range => range.high);
  times.forEach((offset, partition) => {
    if (offset >= 0n) positions.set(partition, offset);
  });
  return positions;
}

/**
 * The last `count` offsets, the same number from every partition as far as they
 * have them; what short partitions leave over is taken from the longer ones,
 * the remainder from the fullest. Offsets without records (compaction, markers)
 * make it fewer records than asked, never more.
 */
export function spreadLast(
  ranges: ReadonlyMap<number, Range>,
  count: number,
): Map<number, bigint> {
  const fullestFirst = [...ranges].sort(([, a], [, b]) =>
    Number(b.high - b.low - (a.high - a.low)),
  );
  const positions = new Map<number, bigint>();
  let left = BigInt(count);
  for (let i = fullestFirst.length; i > 0; i--) {
    const [partition, { low, high }] = fullestFirst[i - 1];
    const share = left / BigInt(i);
    const taken = share < high - low ? share : high - low;
    positions.set(partition, high - taken);
    left -= taken;
  }
  return positions;
}

function mapRanges(
  ranges: ReadonlyMap<number, Range>,
  pick: (range: Range) => bigint,
): Map<number, bigint> {
  return new Map([...ranges].map(([id, range]) => [id, pick(range)]));
}
