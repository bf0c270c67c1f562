import type { SourceEvent } from '@backstage-realtime/plugin-realtime-node';
import type { KafkaLimits } from '../limits';
import {
  RecordSetReader,
  type RecordSet,
} from '../recordBatch/RecordSetReader';
import type { IndexMemory } from '../recordBatch/IndexBuilder';
import { walkBatches, type Walk } from '../recordBatch/walk';
import type { FetchedPartition } from '../requests/fetch';
import { gapOf, type PartitionCursor } from './PartitionCursor';

/** A batch that comes cut off is fetched again this often before it is given up. */
const CUT_OFF_TRIES = 2;

/**
 * Moves the cursor past what was fetched, before any of it is read: the next
 * fetch can leave at once. Answers the work that is left, which yields the
 * events in the order of the log.
 */
export function takeFetched(
  cursor: PartitionCursor,
  fetched: FetchedPartition,
  limits: KafkaLimits,
  nowMs: number,
  memory?: IndexMemory,
): () => AsyncGenerator<SourceEvent> {
  const { bytes, partition, aborted } = fetched;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const walk = walkBatches(bytes, view, cursor.position);
  if (fetched.low >= 0n) cursor.low = fetched.low;
  const set: RecordSet = {
    partition,
    low: cursor.low,
    high: readableEnd(fetched),
    receivedAtMs: nowMs,
    bytes,
    view,
    position: cursor.position,
    walk,
    aborted,
  };
  cursor.position = walk.nextOffset;
  if (walk.frames.length > 0) {
    cursor.skip = 1n;
    cursor.tries = 0;
    cursor.fetchBytes = nextShare(walk, limits);
    return () => new RecordSetReader(set, limits, memory).read();
  }
  const stuck =
    walk.tail === 'end' ? undefined : passStuck(cursor, set, limits);
  return async function* stuckEvents() {
    if (stuck) yield stuck;
  };
}

/**
 * A share that ends in a cut-off batch has more to come, and the part that was
 * cut off is sent twice: the larger the share, the less of it that is.
 */
function nextShare({ tail }: Walk, limits: KafkaLimits): number {
  const { maxPartitionBytes, maxFetchBytes } = limits;
  return tail === 'partial'
    ? Math.max(maxPartitionBytes, maxFetchBytes)
    : maxPartitionBytes;
}

/** Nothing after it is read while a transaction is open; without one it is the high watermark. */
function readableEnd({ lastStable, highWatermark }: FetchedPartition): bigint {
  return lastStable >= 0n ? lastStable : highWatermark;
}

/**
 * Not one whole batch came. A batch that was cut off by the size limit is
 * fetched again with room for it; one that is too large, is cut off although it
 * had room, or whose head is damaged is skipped: as many offsets as may belong
 * to it, doubling while the broker goes on answering with it.
 */
function passStuck(
  cursor: PartitionCursor,
  set: RecordSet,
  limits: KafkaLimits,
): SourceEvent | undefined {
  const { tail, neededBytes = cursor.fetchBytes * 2 } = set.walk;
  const hadRoom = neededBytes <= cursor.fetchBytes;
  if (tail === 'partial' && !hadRoom && neededBytes <= limits.maxBatchBytes) {
    cursor.fetchBytes = neededBytes;
    return undefined;
  }
  if (tail === 'partial' && hadRoom && cursor.tries < CUT_OFF_TRIES) {
    cursor.tries++;
    return undefined;
  }
  const isTooLarge = tail === 'partial' && !hadRoom;
  const first = cursor.position;
  const last = lastOfStuck(cursor, set);
  cursor.position = last + 1n;
  cursor.skip *= 2n;
  cursor.fetchBytes = limits.maxPartitionBytes;
  const gap = isTooLarge
    ? gapOf(
        set.partition,
        first,
        last,
        'too-large',
        `the batch is over ${limits.maxBatchBytes} bytes`,
      )
    : gapOf(
        set.partition,
        first,
        last,
        'corrupt',
        'the batch is cut off or its head is damaged',
      );
  return { kind: 'gap', gap };
}

/** Within the log: at most up to its end, at least one offset. */
function lastOfStuck(cursor: PartitionCursor, set: RecordSet): bigint {
  const { cutLast = -1n } = set.walk;
  const guess = cursor.position + cursor.skip - 1n;
  const wanted = cutLast >= cursor.position ? cutLast : guess;
  const bound = set.high > cursor.position ? set.high - 1n : cursor.position;
  return wanted < bound ? wanted : bound;
}
