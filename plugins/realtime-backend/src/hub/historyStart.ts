import {
  decodeResume,
  toOffset,
  type Gap,
  type StartPosition,
} from '@backstage-realtime/plugin-realtime-common';
import type {
  PartitionStart,
  RecordBatch,
  SourceEvent,
  StreamDescription,
} from '@backstage-realtime/plugin-realtime-node';
import type { PositionMap } from './entries';
import { offsetOf, type Ring } from './Ring';

/** Where reading history begins. `floor`: records below it are not wanted, by partition. */
export type HistoryStart =
  | { kind: 'live' }
  | {
      kind: 'source';
      from: StartPosition | PartitionStart[];
      floor: PositionMap;
      gaps: Gap[];
    }
  | { kind: 'ring'; events: SourceEvent[]; floor: PositionMap; gaps: Gap[] }
  | {
      kind: 'refused';
      code: 'realtime.stream.not-seekable' | 'realtime.command.malformed';
      reason: string;
    };

const NOWHERE: PositionMap = new Map();

/** What a wish means for this source, at the moment the lane is at the end of the ring. */
export function planHistory(
  wish: StartPosition,
  description: StreamDescription,
  ring: Ring,
): HistoryStart {
  if (wish.at === 'latest') return { kind: 'live' };
  if (wish.at === 'resume') return planResume(wish.position, description, ring);
  if (description.isSeekable)
    return {
      kind: 'source',
      from: wish,
      floor: knownStart(wish, description),
      gaps: [],
    };
  if (wish.at === 'last')
    return { kind: 'ring', ...lastOf(ring, wish.count), gaps: [] };
  return {
    kind: 'refused',
    code: 'realtime.stream.not-seekable',
    reason:
      'This source keeps no history. Start from the latest records, or from the last few that are still held.',
  };
}

/** Where reading will begin, as far as it is known before the source was asked. */
function knownStart(
  wish: StartPosition,
  { partitions }: StreamDescription,
): PositionMap {
  if (wish.at === 'offset')
    return new Map([[wish.partition, BigInt(wish.offset)]]);
  if (wish.at === 'earliest')
    return new Map(partitions.map(({ partition, low }) => [partition, low]));
  return NOWHERE;
}

function planResume(
  position: string,
  description: StreamDescription,
  ring: Ring,
): HistoryStart {
  const resumed = decodeResume(position);
  if (!resumed) {
    const reason =
      'The place to continue from cannot be read. Start from the latest records instead.';
    return { kind: 'refused', code: 'realtime.command.malformed', reason };
  }
  const next: PositionMap = new Map(
    [...resumed.next].map(([partition, offset]) => [partition, BigInt(offset)]),
  );
  const isSameLog = resumed.epoch === description.epoch;
  if (!description.isSeekable) return resumeFromRing(next, isSameLog, ring);
  const gaps: Gap[] = isSameLog ? [] : unknownGaps(next, 'recreated');
  const from = description.partitions.map(({ partition, low }) => ({
    partition,
    from: (isSameLog ? next.get(partition) : undefined) ?? low,
  }));
  return { kind: 'source', from, floor: toMap(from), gaps };
}

function resumeFromRing(
  next: PositionMap,
  isSameLog: boolean,
  ring: Ring,
): HistoryStart {
  if (!isSameLog)
    return {
      kind: 'ring',
      events: [],
      floor: NOWHERE,
      gaps: unknownGaps(next, 'disconnected'),
    };
  const events = [...batchesOf(ring)].map((batch): SourceEvent => ({
    kind: 'batch',
    batch,
  }));
  const gaps: Gap[] = [];
  for (const [partition, from] of next) {
    const oldest = oldestOffset(ring, partition);
    if (oldest === undefined || oldest <= from) continue;
    gaps.push({
      partition,
      reason: 'disconnected',
      count: Number(oldest - from),
      ...range(from, oldest - 1n),
    });
  }
  return { kind: 'ring', events, floor: next, gaps };
}

/** The newest `count` records of all partitions that the ring holds. */
function lastOf(
  ring: Ring,
  count: number,
): { events: SourceEvent[]; floor: PositionMap } {
  const batches = [...batchesOf(ring)];
  const taken: RecordBatch[] = [];
  const floor: PositionMap = new Map();
  let left = count;
  for (let n = batches.length - 1; n >= 0 && left > 0; n--) {
    const batch = batches[n];
    taken.unshift(batch);
    if (batch.count > left)
      floor.set(batch.partition, offsetOf(batch, batch.count - left));
    left -= batch.count;
  }
  return { events: taken.map(batch => ({ kind: 'batch', batch })), floor };
}

function* batchesOf(ring: Ring): Iterable<RecordBatch> {
  for (let n = ring.first; n < ring.tail; n++) {
    const item = ring.at(n);
    if (item?.kind === 'batch' && item.batch.count > 0) yield item.batch;
  }
}

function oldestOffset(ring: Ring, partition: number): bigint | undefined {
  for (const batch of batchesOf(ring))
    if (batch.partition === partition) return offsetOf(batch, 0);
  return undefined;
}

function unknownGaps(next: PositionMap, reason: Gap['reason']): Gap[] {
  return [...next.keys()].map(partition => ({ partition, reason }));
}

function range(
  first: bigint,
  last: bigint,
): Pick<Gap, 'firstOffset' | 'lastOffset'> {
  return { firstOffset: toOffset(first), lastOffset: toOffset(last) };
}

function toMap(starts: readonly PartitionStart[]): PositionMap {
  return new Map(starts.map(({ partition, from }) => [partition, from]));
}
