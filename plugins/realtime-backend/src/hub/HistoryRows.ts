import type { RecordBatch } from '@backstage-realtime/plugin-realtime-node';
import type { HistoryProgress } from './HistoryProgress';
import type { Outlet } from './Outlet';
import { RowWriter, type RowPolicy } from './RowWriter';
import { SegmentBuffers } from './SegmentBuffers';
import { nextTurn, SLICE_MS } from './turns';

/** What rows of history are written with. */
export interface HistoryRowsSetup {
  outlet: Outlet;
  policy: RowPolicy;
  channel: number;
  budgetRecords: number;
  now: () => number;
  signal: AbortSignal;
}

/** Rows of one viewer's history: written at the pace of its credit, within the record budget. */
export class HistoryRows {
  scanned = 0;
  matched = 0;
  private sequence = 0;
  private readonly writer: RowWriter;

  constructor(
    private readonly setup: HistoryRowsSetup,
    private readonly at: HistoryProgress,
  ) {
    const { policy, outlet } = setup;
    const { batchBytes } = policy;
    const memory = new SegmentBuffers(batchBytes, outlet.unackedBatches + 1);
    this.writer = new RowWriter(policy, memory);
  }

  get budgetLeft(): number {
    return this.setup.budgetRecords - this.scanned;
  }

  /** Rows written that were not sent. */
  get gathered(): number {
    return this.writer.encoder.records;
  }

  /** Records `from` to `to`, exclusive. Answers where it stopped: at `to`, at the budget, or at an abort. */
  async write(batch: RecordBatch, from: number, to: number): Promise<number> {
    const prepared = this.setup.policy.projector.prepare(batch);
    if (prepared) await prepared;
    let i = from;
    while (i < to && this.budgetLeft > 0 && !this.setup.signal.aborted) {
      const until = Math.min(to, i + this.budgetLeft);
      const untilMs = performance.now() + SLICE_MS;
      const next = this.writer.write(batch, i, until, untilMs);
      this.scanned += next - i;
      i = next;
      if (this.writer.isFull) await this.send();
      else if (i < until) await nextTurn();
    }
    return i;
  }

  /** Waits for credit, then sends what was gathered. */
  async send(): Promise<void> {
    const { outlet, channel, now, signal } = this.setup;
    const { encoder } = this.writer;
    if (!encoder.hasNews || signal.aborted) return;
    const hasRows = encoder.records > 0;
    if (hasRows) await outlet.whenReady();
    if (signal.aborted) return;
    const sequence = hasRows ? ++this.sequence : 0;
    const entry = encoder.finish(channel, sequence, now());
    this.matched += entry.segment.records;
    this.at.moveTo(entry.positions);
    const { counts, positions } = entry;
    outlet.deliver(hasRows ? entry : { kind: 'silent', counts, positions });
  }
}
