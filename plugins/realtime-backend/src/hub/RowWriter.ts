import type { RecordBatch } from '@backstage-realtime/plugin-realtime-node';
import { BatchEncoder } from './encodeBatch';
import type { RecordFilter } from './filter/compileFilter';
import type { Projector, RecordView } from './Projector';
import { offsetOf } from './Ring';
import type { Sampler } from './Sampler';

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
  readonly encoder = new BatchEncoder();
  private readonly view = emptyView();

  constructor(private readonly policy: RowPolicy) {}

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
    const { projector, filter, sampler } = this.policy;
    const { encoder, view } = this;
    let i = from;
    while (i < to) {
      projector.project(batch, i, view);
      if (filter.matches && !filter.matches(view)) encoder.skipFiltered(1);
      else if (sampler && !sampler.take(batch.partition)) encoder.skipSampled();
      else encoder.add(i, view);
      i += 1;
      if (this.isFull) break;
      if (i % CLOCK_EVERY === 0 && performance.now() > untilMs) break;
    }
    return i;
  }
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
