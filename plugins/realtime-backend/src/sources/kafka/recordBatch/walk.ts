import { HEAD_BYTES, LOG_OVERHEAD } from './header';

/** Smallest length field: of a batch (magic 2), and of an old message. */
const MIN_LENGTH = HEAD_BYTES - LOG_OVERHEAD;
const MIN_OLD_LENGTH = 14;
/** Length and magic can be read from this many bytes, the last offset from that many. */
const MAGIC_END = 17;
const LAST_DELTA_END = 27;

/** Where one batch lies in a record set; byte positions, and offsets of its first and last record. */
export interface BatchFrame {
  start: number;
  end: number;
  magic: number;
  baseOffset: bigint;
  lastOffset: bigint;
}

/**
 * Batches of a record set. `nextOffset` is where the next fetch goes on.
 * `tail` says what follows the last frame: nothing, a batch the size limit cut
 * off (`neededBytes` would hold it, when its length was readable), or bytes
 * that are no batch.
 */
export interface Walk {
  frames: BatchFrame[];
  nextOffset: bigint;
  tail: 'end' | 'partial' | 'damaged';
  neededBytes?: number;
  /** Last offset of the batch that was cut off, when that much of its head came. */
  cutLast?: bigint;
}

/**
 * Walks the heads of a record set without touching the records, so that the
 * next fetch can leave before this one is indexed. Batches that end before
 * `position` are left out: a broker answers with whole batches.
 */
export function walkBatches(
  bytes: Uint8Array,
  view: DataView,
  position: bigint,
): Walk {
  const frames: BatchFrame[] = [];
  let nextOffset = position;
  let at = 0;
  while (at + MAGIC_END <= bytes.length) {
    const frame = readFrame(view, at);
    if (!frame || frame.lastOffset < frame.baseOffset) {
      return { frames, nextOffset, tail: 'damaged' };
    }
    if (frame.end > bytes.length) {
      const neededBytes = frame.end - frame.start;
      const cutLast =
        at + LAST_DELTA_END > bytes.length ? undefined : frame.lastOffset;
      return { frames, nextOffset, tail: 'partial', neededBytes, cutLast };
    }
    if (frame.lastOffset >= nextOffset) {
      frames.push(frame);
      nextOffset = frame.lastOffset + 1n;
    }
    at = frame.end;
  }
  return { frames, nextOffset, ...readTail(view, at) };
}

function readFrame(view: DataView, at: number): BatchFrame | undefined {
  const length = view.getInt32(at + 8);
  const magic = view.getInt8(at + 16);
  const isOld = magic === 0 || magic === 1;
  if (length < (isOld ? MIN_OLD_LENGTH : MIN_LENGTH)) return undefined;
  const baseOffset = view.getBigInt64(at);
  const delta =
    isOld || at + LAST_DELTA_END > view.byteLength ? 0 : view.getInt32(at + 23);
  const end = at + LOG_OVERHEAD + length;
  const lastOffset = baseOffset + BigInt(delta);
  if (baseOffset < 0n) return undefined;
  return { start: at, end, magic, baseOffset, lastOffset };
}

function readTail(
  view: DataView,
  at: number,
): Pick<Walk, 'tail' | 'neededBytes'> {
  if (at >= view.byteLength) return { tail: 'end' };
  if (at + LOG_OVERHEAD > view.byteLength) return { tail: 'partial' };
  const length = view.getInt32(at + 8);
  return length < MIN_OLD_LENGTH
    ? { tail: 'damaged' }
    : { tail: 'partial', neededBytes: LOG_OVERHEAD + length };
}
