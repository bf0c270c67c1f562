import { toOffset, type Gap } from '@backstage-realtime/plugin-realtime-common';
import type { Range } from './ranges';

/** Where the reading of one partition stands. */
export interface PartitionCursor {
  partition: number;
  /** Next offset to fetch. */
  position: bigint;
  low: bigint;
  /** -1 while there is none, or until metadata is refreshed. */
  leader: number;
  /** The last broker that led it. */
  lastLeader: number;
  /** Asked for in the next fetch; grows to hold a large batch. */
  fetchBytes: number;
  /** Offset at which reading ends, when it is bounded. */
  end?: bigint;
  /** Fetched, moved past, and not yet handed over. */
  unread: number;
  /** Failures in a row. */
  tries: number;
  /** Not fetched before this time; 0 when it did not fail. */
  retryAtMs: number;
  /** Offsets to skip when the next bytes are no batch; doubles each time in a row. */
  skip: bigint;
}

export function createCursor(
  partition: number,
  position: bigint,
  range: Range,
  fetchBytes: number,
): PartitionCursor {
  return {
    partition,
    position,
    low: range.low,
    leader: -1,
    lastLeader: -1,
    fetchBytes,
    unread: 0,
    tries: 0,
    retryAtMs: 0,
    skip: 1n,
  };
}

/** Nothing more is to be fetched. */
export function isDone(cursor: PartitionCursor): boolean {
  return cursor.end !== undefined && cursor.position >= cursor.end;
}

/**
 * Moves a cursor that lies outside the log into it and tells the gap. Behind
 * the low watermark the count is exact. Beyond the high one the log was cut:
 * how many records took the place of those already seen cannot be known.
 */
export function moveIntoRange(
  cursor: PartitionCursor,
  { low, high }: Range,
): Gap | undefined {
  const { partition, position } = cursor;
  cursor.low = low;
  if (position < low) {
    cursor.position = low;
    return gapOf(partition, position, low - 1n, 'retention');
  }
  if (position > high) {
    cursor.position = high;
    if (cursor.end !== undefined && cursor.end > high) cursor.end = high;
    return {
      partition,
      firstOffset: toOffset(high),
      lastOffset: toOffset(position - 1n),
      reason: 'truncated',
    };
  }
  return undefined;
}

/** A gap over offsets `first..last`, inclusive. */
export function gapOf(
  partition: number,
  first: bigint,
  last: bigint,
  reason: Gap['reason'],
  detail?: string,
): Gap {
  return {
    partition,
    firstOffset: toOffset(first),
    lastOffset: toOffset(last),
    count: Number(last - first) + 1,
    reason,
    ...(detail === undefined ? {} : { detail }),
  };
}
