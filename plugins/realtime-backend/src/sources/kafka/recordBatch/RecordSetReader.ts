import { toOffset, type Gap } from '@backstage-realtime/plugin-realtime-common';
import type { RecordBatch } from '@backstage-realtime/plugin-realtime-node';
import { AbortedFilter, type AbortedTransaction } from './aborted';
import { CODECS, inflate, type InflateLimits } from './codecs';
import { DecompressionError } from './DecompressionError';
import {
  HEAD_BYTES,
  hasValidCrc,
  readBatchHead,
  type BatchHead,
} from './header';
import {
  IndexBuilder,
  type BatchContext,
  type IndexMemory,
} from './IndexBuilder';
import { scanRecords } from './scanRecords';
import type { BatchFrame, Walk } from './walk';

/** Bounds of reading record sets. */
export interface RecordSetLimits extends InflateLimits {
  maxRecordBytes: number;
  /** Off saves about a third of the ingest time where the network already checks. */
  checkCrc: boolean;
}

/** One partition's share of a fetch. `position` is the first offset wanted. */
export interface RecordSet extends BatchContext {
  bytes: Uint8Array;
  view: DataView;
  position: bigint;
  walk: Walk;
  aborted: readonly AbortedTransaction[];
}

/** What reading a record set yields, in the order of the log. */
export type RecordSetEvent =
  { kind: 'batch'; batch: RecordBatch } | { kind: 'gap'; gap: Gap };

/** Smallest record, with its length: bounds the count a head may claim. */
const MIN_RECORD_BYTES = 7;
const MAX_DELTA = 2 ** 31 - 1;

/**
 * Turns the bytes of one fetch into record batches.
 *
 * Batches that are not compressed lie in the fetched bytes, so they share one
 * slab and one index, however small a producer made them; a compressed one is
 * inflated once into a slab of its own. A batch that fails a check becomes a
 * gap over its offsets and the reading goes on behind it. Markers and rolled
 * back transactions leave no trace but the moved `nextOffset`; when nothing
 * else is left, a batch without records carries it.
 */
export class RecordSetReader {
  private readonly aborted: AbortedFilter;
  private builder: IndexBuilder | undefined;
  /** First offset not yet told to the caller by a batch or gap. */
  private told: bigint;
  /** First offset behind everything read so far. */
  private next: bigint;

  constructor(
    private readonly set: RecordSet,
    private readonly limits: RecordSetLimits,
    private readonly memory?: IndexMemory,
  ) {
    this.aborted = new AbortedFilter(set.aborted);
    this.told = set.position;
    this.next = set.position;
  }

  async *read(): AsyncGenerator<RecordSetEvent> {
    for (const frame of this.set.walk.frames) {
      const failure = this.check(frame);
      if (failure) yield* this.refuse(frame, 'corrupt', failure);
      else yield* this.readFrame(frame);
      this.next = frame.lastOffset + 1n;
    }
    yield* this.flush();
    if (this.told < this.next) yield { kind: 'batch', batch: this.noRecords() };
  }

  /** Why the batch cannot be read, in words. */
  private check(frame: BatchFrame): string | undefined {
    const { bytes, view } = this.set;
    if (frame.magic !== 2) {
      return `message format ${frame.magic} is older than Kafka 0.11 and not read`;
    }
    if (
      this.limits.checkCrc &&
      !hasValidCrc(bytes, view, frame.start, frame.end)
    ) {
      return 'the checksum does not match';
    }
    return undefined;
  }

  private async *readFrame(frame: BatchFrame): AsyncGenerator<RecordSetEvent> {
    const { bytes, view } = this.set;
    const head = readBatchHead(view, frame.start);
    if (head.isControl) {
      this.aborted.passMarker(bytes, frame, head);
    } else if (this.aborted.isVoid(frame, head)) {
      return;
    } else if (head.codec === 0) {
      yield* this.readPlain(frame, head);
    } else {
      yield* this.readCompressed(frame, head);
    }
  }

  private *readPlain(
    frame: BatchFrame,
    head: BatchHead,
  ): Generator<RecordSetEvent> {
    if (!this.canJoin(frame, head)) {
      yield* this.flush();
      this.builder = this.startBuilder(frame, head, this.set.bytes);
    }
    yield* this.scan(frame, head, frame.start + HEAD_BYTES, frame.end);
  }

  private async *readCompressed(
    frame: BatchFrame,
    head: BatchHead,
  ): AsyncGenerator<RecordSetEvent> {
    yield* this.flush();
    const records = this.set.bytes.subarray(
      frame.start + HEAD_BYTES,
      frame.end,
    );
    try {
      const slab = await inflate(head.codec, records, this.limits);
      this.builder = this.startBuilder(frame, head, slab);
    } catch (error) {
      if (!(error instanceof DecompressionError)) throw error;
      yield* this.refuse(frame, error.reason, error.detail);
      return;
    }
    yield* this.scan(frame, head, 0, this.builder.slab.length);
    this.next = frame.lastOffset + 1n;
    yield* this.flush();
  }

  private *scan(
    frame: BatchFrame,
    head: BatchHead,
    start: number,
    end: number,
  ): Generator<RecordSetEvent> {
    const builder = this.builder!;
    const mark = builder.mark();
    const isSound =
      hasRoom(head, end - start) &&
      scanRecords(
        {
          bytes: builder.slab,
          start,
          end,
          count: head.recordCount,
          baseDelta: Number(frame.baseOffset - builder.baseOffset),
          fromDelta: Number(this.set.position - builder.baseOffset),
          baseTimestampMs: head.baseTimestampMs,
          appendTimestampMs: head.isAppendTime
            ? head.maxTimestampMs
            : undefined,
          maxRecordBytes: this.limits.maxRecordBytes,
        },
        builder,
      );
    if (isSound) return;
    builder.rewind(mark);
    const what = head.codec === 0 ? '' : ` (${CODECS[head.codec]})`;
    yield* this.refuse(
      frame,
      'corrupt',
      `a record${what} does not fit its batch`,
    );
  }

  /** A new slab starts when the time stamps are of another type or the offsets lie too far apart. */
  private canJoin(frame: BatchFrame, head: BatchHead): boolean {
    const { builder } = this;
    return (
      builder !== undefined &&
      builder.timestampType === timestampType(head) &&
      frame.lastOffset - builder.baseOffset < MAX_DELTA
    );
  }

  private startBuilder(
    frame: BatchFrame,
    head: BatchHead,
    slab: Uint8Array,
  ): IndexBuilder {
    const claimed =
      head.codec === 0 ? this.countPlainRecords(frame) : head.recordCount;
    const capacity = Math.min(
      claimed,
      Math.floor(slab.length / MIN_RECORD_BYTES),
    );
    const type = timestampType(head);
    return new IndexBuilder(
      slab,
      frame.baseOffset,
      type,
      Math.max(0, capacity),
      this.memory,
    );
  }

  /** Records that may join the builder started at `first`, by the heads. */
  private countPlainRecords(first: BatchFrame): number {
    let count = 0;
    for (const frame of this.set.walk.frames) {
      if (frame.start < first.start || frame.magic !== 2) continue;
      const head = readBatchHead(this.set.view, frame.start);
      if (hasRoom(head, frame.end - frame.start)) count += head.recordCount;
    }
    return count;
  }

  /** Hands over what was collected, up to `next`. */
  private *flush(): Generator<RecordSetEvent> {
    const { builder } = this;
    if (!builder) return;
    this.builder = undefined;
    for (const { batch, cutOffset } of builder.build(this.set, this.next)) {
      if (batch.count > 0) yield { kind: 'batch', batch };
      if (cutOffset !== undefined) {
        yield this.gap(cutOffset, cutOffset, 'too-large', this.sizeLimit());
      }
      if (batch.count > 0 || cutOffset !== undefined) {
        this.told = cutOffset === undefined ? batch.nextOffset : cutOffset + 1n;
      }
    }
    builder.release();
  }

  private *refuse(
    frame: BatchFrame,
    reason: Gap['reason'],
    detail: string,
  ): Generator<RecordSetEvent> {
    yield* this.flush();
    const { position } = this.set;
    const first = frame.baseOffset < position ? position : frame.baseOffset;
    yield this.gap(first, frame.lastOffset, reason, detail);
    this.told = frame.lastOffset + 1n;
  }

  private gap(
    first: bigint,
    last: bigint,
    reason: Gap['reason'],
    detail: string,
  ): RecordSetEvent {
    return {
      kind: 'gap',
      gap: {
        partition: this.set.partition,
        firstOffset: toOffset(first),
        lastOffset: toOffset(last),
        count: Number(last - first) + 1,
        reason,
        detail,
      },
    };
  }

  private sizeLimit(): string {
    return `the record is over ${this.limits.maxRecordBytes} bytes`;
  }

  private noRecords(): RecordBatch {
    const empty = new IndexBuilder(new Uint8Array(0), this.told, 'create', 0);
    return [...empty.build(this.set, this.next)][0].batch;
  }
}

function timestampType(head: BatchHead): RecordBatch['timestampType'] {
  return head.isAppendTime ? 'append' : 'create';
}

function hasRoom(head: BatchHead, bytes: number): boolean {
  return head.recordCount >= 0 && head.recordCount <= bytes / MIN_RECORD_BYTES;
}
