import { createHash } from 'node:crypto';
import {
  INDEX,
  INDEX_STRIDE,
  type RecordBatch,
} from '@backstage-realtime/plugin-realtime-node';
import { offsetOf, type Ring } from '../../hub/Ring';
import type { RecordPlace } from './ContentObservation';

/** The records of a stream that its reader still holds. */
export type HeldRecords = Pick<Ring, 'first' | 'tail' | 'at'>;

/** One record, of which nothing but the value to be examined is kept, and that not for long. */
export interface TakenRecord extends RecordPlace {
  /** Tells equal keys apart from others; undefined for no key. */
  keyHash?: string;
  bytes: number;
  /** A copy; undefined for a tombstone, and for what is too long to be worth it. */
  value?: Uint8Array;
}

/** How far a stream was looked into: the next item of the ring, and the next offset by partition. */
export interface Place {
  next: number;
  offsets: ReadonlyMap<number, bigint>;
}

/** Samples of what came after a place, and the place to go on from. */
export interface Taken {
  records: TakenRecord[];
  /** Offsets that passed, whether or not the ring still held them. */
  passed: number;
  place: Place;
}

/** Records looked into at each reading; the others are counted. */
const MAX_SAMPLES = 100;

/** A longer value is measured and not decoded. */
const MAX_VALUE_BYTES = 64 * 1024;

/**
 * Takes samples evenly from all that is held since `from`. Copies at once: the
 * memory of a batch is used again when its reader lets go of it.
 */
export function takeSamples(held: HeldRecords, from: Place): Taken {
  const batches = batchesFrom(held, Math.max(from.next, held.first));
  const count = batches.reduce((sum, batch) => sum + batch.count, 0);
  const step = Math.max(1, Math.ceil(count / MAX_SAMPLES));
  const records: TakenRecord[] = [];
  let before = 0;
  for (const batch of batches) {
    const first = (step - (before % step)) % step;
    for (let i = first; i < batch.count; i += step) {
      records.push(copyRecord(batch, i));
    }
    before += batch.count;
  }
  const { passed, offsets } = passedIn(batches, from);
  return { records, passed, place: { next: held.tail, offsets } };
}

/** Also what the ring dropped since the last look, which the offsets tell. */
function passedIn(
  batches: readonly RecordBatch[],
  from: Place,
): Pick<Taken, 'passed'> & { offsets: Map<number, bigint> } {
  const offsets = new Map(from.offsets);
  let passed = 0n;
  for (const { partition, baseOffset, nextOffset } of batches) {
    passed += nextOffset - (offsets.get(partition) ?? baseOffset);
    offsets.set(partition, nextOffset);
  }
  return { passed: Math.max(0, Number(passed)), offsets };
}

function batchesFrom(held: HeldRecords, from: number): RecordBatch[] {
  const batches: RecordBatch[] = [];
  for (let n = from; n < held.tail; n += 1) {
    const item = held.at(n);
    if (item?.kind === 'batch') batches.push(item.batch);
  }
  return batches;
}

function copyRecord(batch: RecordBatch, i: number): TakenRecord {
  const { index, slab, partition } = batch;
  const at = i * INDEX_STRIDE;
  const range = (start: number, length: number) =>
    slab.subarray(index[at + start], index[at + start] + index[at + length]);
  const keyBytes = index[at + INDEX.keyBytes];
  const valueBytes = index[at + INDEX.valueBytes];
  const isShort = valueBytes >= 0 && valueBytes <= MAX_VALUE_BYTES;
  return {
    partition,
    offset: offsetOf(batch, i),
    bytes:
      Math.max(0, keyBytes) +
      Math.max(0, valueBytes) +
      Math.max(0, index[at + INDEX.headersBytes]),
    ...(keyBytes >= 0 && {
      keyHash: hashOf(range(INDEX.keyStart, INDEX.keyBytes)),
    }),
    ...(isShort && {
      value: Uint8Array.from(range(INDEX.valueStart, INDEX.valueBytes)),
    }),
  };
}

function hashOf(key: Uint8Array): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 16);
}
