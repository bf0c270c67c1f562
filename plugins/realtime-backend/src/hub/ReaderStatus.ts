import type {
  MissingPartition,
  OpeningStep,
} from '@backstage-realtime/plugin-realtime-common';
import type { SourceEvent } from '@backstage-realtime/plugin-realtime-node';

type Unreachable = Extract<SourceEvent, { kind: 'unreachable' }>;

/** A part that does not answer, since its first failure. */
export interface Outage {
  part: string;
  reason: string;
  tries: number;
  nextTryAtMs: number;
  sinceMs: number;
}

/** How a reader is doing, in the words of a status frame. */
export class ReaderStatus {
  step: OpeningStep = 'connect';
  /** True once the source answered, or gave a batch. */
  isReading = false;
  private readonly outages = new Map<string, Outage>();
  private missingParts: MissingPartition[] = [];

  /** The outage that lasts longest; undefined when all parts answer. */
  get outage(): Outage | undefined {
    return [...this.outages.values()].sort((a, b) => a.sinceMs - b.sinceMs)[0];
  }

  get missing(): MissingPartition[] {
    return this.missingParts;
  }

  lose(
    { part, reason, tries, nextTryAtMs }: Omit<Unreachable, 'kind'>,
    nowMs: number,
  ): void {
    const sinceMs = this.outages.get(part)?.sinceMs ?? nowMs;
    this.outages.set(part, { part, reason, tries, nextTryAtMs, sinceMs });
  }

  recover(
    missing: ReadonlyArray<{ partition: number; reason: string }>,
    nowMs: number,
  ): void {
    this.isReading = true;
    this.outages.clear();
    const earlier = new Map(
      this.missingParts.map(part => [part.partition, part.sinceMs]),
    );
    this.missingParts = missing.map(({ partition, reason }) => ({
      partition,
      reason,
      sinceMs: earlier.get(partition) ?? nowMs,
    }));
  }
}
