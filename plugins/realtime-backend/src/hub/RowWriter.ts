import type { RecordBatch } from '@backstage-realtime/plugin-realtime-node';
import { BatchEncoder } from './encodeBatch';
import type { RecordFilter } from './filter/compileFilter';
import type { Projector, RecordView } from './Projector';
import { offsetOf } from './Ring';
import type { Sampler } from './Sampler';
import type { SegmentBuffers } from './SegmentBuffers';

/** Records between two looks at the clock; a look costs as much as a few records. */
const CLOCK_EVERY = 64;

const EMPTY = new Uint8Array(0);

/** How records become rows. */
export interface RowPolicy {
  projector: Projector;
  filter: RecordFilter;
  sampler?: Sampler;
  /** Bytes after which a segment is full. */
  batchBytes: number;
}

/** Project, filter, sample, encode: the one loop every record of a lane passes, once. */
export class RowWriter {
  readonly encoder: BatchEncoder;
  private readonly view = emptyView();

  /** `memory`: of segments for one viewer only. */
  constructor(
    private readonly policy: RowPolicy,
    memory?: SegmentBuffers,
  ) {
    this.encoder = new BatchEncoder(memory);
  }

  get isFull(): boolean {
    return this.encoder.bytes >= this.policy.batchBytes;
  }

  /**
   * Reads records `from` (inclusive) to `to` (exclusive). Stops early when the
   * segment is full or `performance.now()` passes `untilMs`. Answers the first
   * record not read.
   */
  write(batch: RecordBatch, from: number, to: number, untilMs: number): number {
    this.encoder.begin(batch);
    const next = this.policy.filter.hasPartition(batch.partition)
      ? this.writeRows(batch, from, to, untilMs)
      : this.skipAll(from, to);
    this.encoder.end(
      next >= batch.count ? batch.nextOffset : offsetOf(batch, next),
    );
    return next;
  }

  private skipAll(from: number, to: number): number {
    this.encoder.skipFiltered(to - from);
    return to;
  }

  private writeRows(
    batch: RecordBatch,
    from: number,
    to: number,
    untilMs: number,
  ): number {
    const passing = this.passing();
    let i = from;
    while (i < to) {
      const stop = Math.min(to, i + CLOCK_EVERY);
      i = passing
        ? this.passRows(passing, batch, i, stop)
        : this.chooseRows(batch, i, stop);
      if (this.isFull || performance.now() > untilMs) break;
    }
    return i;
  }

  /** The projector where every record is shown and it can tell which of them it need not read. */
  private passing(): Required<Projector> | undefined {
    const { projector, filter, sampler } = this.policy;
    const showsAll = !filter.matches && !sampler;
    return showsAll && passesUnread(projector) ? projector : undefined;
  }

  private passRows(
    projector: Required<Projector>,
    batch: RecordBatch,
    from: number,
    to: number,
  ): number {
    const { encoder, view } = this;
    for (let i = from; i < to; i += 1) {
      const encodings = projector.encodingsAsItCame(batch, i);
      if (encodings < 0 || !encoder.addAsItCame(i, encodings)) {
        projector.project(batch, i, view);
        encoder.add(i, view);
      }
      if (this.isFull) return i + 1;
    }
    return to;
  }

  private chooseRows(batch: RecordBatch, from: number, to: number): number {
    const { encoder, view } = this;
    const { projector, filter, sampler } = this.policy;
    for (let i = from; i < to; i += 1) {
      projector.project(batch, i, view);
      if (filter.matches && !filter.matches(view)) encoder.skipFiltered(1);
      else if (sampler && !sampler.take(batch.partition)) encoder.skipSampled();
      else encoder.add(i, view);
      if (this.isFull) return i + 1;
    }
    return to;
  }
}

function passesUnread(projector: Projector): projector is Required<Projector> {
  return projector.encodingsAsItCame !== undefined;
}

function emptyView(): RecordView {
  return {
    keyEncoding: 0,
    keySource: EMPTY,
    keyStart: 0,
    keyBytes: -1,
    valueEncoding: 0,
    valueSource: EMPTY,
    valueStart: 0,
    valueBytes: -1,
    headersSource: EMPTY,
    headersStart: 0,
    headersBytes: 0,
    headerCount: 0,
    maskedFields: 0,
    originalValueBytes: -1,
  };
}
