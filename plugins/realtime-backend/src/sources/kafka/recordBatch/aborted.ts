import type { BatchFrame } from './walk';
import { HEAD_BYTES, type BatchHead } from './header';
import { readVarint, readVarlong } from './varint';

/** A transaction that was rolled back: its producer's batches from `firstOffset` up to the marker are void. */
export interface AbortedTransaction {
  producerId: bigint;
  firstOffset: bigint;
}

/**
 * Tells which batches of one fetch belong to rolled back transactions. Batches
 * are shown to it in the order of the log. Source: Kafka's read_committed rule.
 */
export class AbortedFilter {
  private readonly waiting: AbortedTransaction[];
  private readonly open = new Set<bigint>();

  constructor(aborted: readonly AbortedTransaction[]) {
    this.waiting = [...aborted].sort((a, b) =>
      a.firstOffset < b.firstOffset ? -1 : 1,
    );
  }

  /** True for a batch whose records never happened. */
  isVoid(frame: BatchFrame, head: BatchHead): boolean {
    if (!head.isTransactional) return false;
    while (this.waiting[0]?.firstOffset <= frame.lastOffset) {
      this.open.add(this.waiting.shift()!.producerId);
    }
    return this.open.has(head.producerId);
  }

  /** A marker ends the open transaction of its producer. */
  passMarker(bytes: Uint8Array, frame: BatchFrame, head: BatchHead): void {
    if (isAbortMarker(bytes, frame)) this.open.delete(head.producerId);
  }
}

/** Key of a marker: i16 version, i16 type (0 abort, 1 commit). */
function isAbortMarker(bytes: Uint8Array, frame: BatchFrame): boolean {
  const cursor = { at: frame.start + HEAD_BYTES };
  readVarint(bytes, cursor);
  cursor.at++;
  readVarlong(bytes, cursor);
  readVarint(bytes, cursor);
  const keyBytes = readVarint(bytes, cursor);
  if (keyBytes < 4 || cursor.at + 4 > frame.end) return false;
  return bytes[cursor.at + 2] === 0 && bytes[cursor.at + 3] === 0;
}
