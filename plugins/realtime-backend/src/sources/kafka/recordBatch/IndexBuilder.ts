import {
  INDEX,
  INDEX_STRIDE,
  type RecordBatch,
} from '@backstage-realtime/plugin-realtime-node';

// Read once: a property of another module is looked up anew at every access.
const STRIDE = INDEX_STRIDE;
const OFFSET_DELTA = INDEX.offsetDelta;

/** What every record batch made from one record set has in common. */
export type BatchContext = Pick<
  RecordBatch,
  'partition' | 'low' | 'high' | 'receivedAtMs'
>;

/** Memory of indexes that is used again: a batch made from it counts as one more holder. */
export interface IndexMemory {
  /** At least that many bytes, whatever is in them, with one holder. */
  allocateIndex(bytes: number): ArrayBuffer;
  release(view: ArrayBufferView): void;
}

/** A record that was left out of the index before row `at`. */
interface Cut {
  at: number;
  delta: number;
}

interface Mark {
  count: number;
  cuts: number;
}

/** Part of the records, and the offset of the record left out after it. */
export interface BuiltPart {
  batch: RecordBatch;
  cutOffset?: bigint;
}

/**
 * Collects the index of one slab. The room is fixed at the start: the number
 * of records in the batch heads, which cannot exceed the bytes they lie in.
 */
export class IndexBuilder {
  readonly index: Int32Array;
  count = 0;
  private readonly timestampsMs: Float64Array;
  private readonly cuts: Cut[] = [];

  constructor(
    readonly slab: Uint8Array,
    readonly baseOffset: bigint,
    readonly timestampType: RecordBatch['timestampType'],
    capacity: number,
    private readonly memory?: IndexMemory,
  ) {
    const columns = (capacity + 1) * INDEX_STRIDE;
    const timeBytes = capacity * Float64Array.BYTES_PER_ELEMENT;
    const bytes = timeBytes + columns * Int32Array.BYTES_PER_ELEMENT;
    const buffer = memory?.allocateIndex(bytes) ?? new ArrayBuffer(bytes);
    this.timestampsMs = new Float64Array(buffer, 0, capacity);
    this.index = new Int32Array(buffer, timeBytes, columns);
  }

  /** Completes the row whose fields were scanned. */
  add(offsetDelta: number, timestampMs: number): void {
    this.index[this.count * STRIDE + OFFSET_DELTA] = offsetDelta;
    this.timestampsMs[this.count] = timestampMs;
    this.count++;
  }

  /** Leaves out the record whose fields were scanned. */
  cut(delta: number): void {
    this.cuts.push({ at: this.count, delta });
  }

  /** Where to {@link rewind} to. */
  mark(): Mark {
    return { count: this.count, cuts: this.cuts.length };
  }

  /** Forgets everything after the mark. */
  rewind(mark: Mark): void {
    this.count = mark.count;
    this.cuts.length = mark.cuts;
  }

  /** The batches, split where a record was left out. `nextOffset` ends the last one. */
  *build(context: BatchContext, nextOffset: bigint): Generator<BuiltPart> {
    let from = 0;
    for (const { at, delta } of this.cuts) {
      const cutOffset = this.baseOffset + BigInt(delta);
      yield { batch: this.slice(context, from, at, cutOffset), cutOffset };
      from = at;
    }
    yield { batch: this.slice(context, from, this.count, nextOffset) };
  }

  /** To be called when every batch was built and handed over. */
  release(): void {
    this.memory?.release(this.index);
  }

  private slice(
    context: BatchContext,
    from: number,
    to: number,
    nextOffset: bigint,
  ): RecordBatch {
    return {
      partition: context.partition,
      low: context.low,
      high: context.high,
      receivedAtMs: context.receivedAtMs,
      count: to - from,
      slab: this.slab,
      index: this.index.subarray(from * INDEX_STRIDE, to * INDEX_STRIDE),
      baseOffset: this.baseOffset,
      timestampsMs: this.timestampsMs.subarray(from, to),
      timestampType: this.timestampType,
      nextOffset,
    };
  }
}
