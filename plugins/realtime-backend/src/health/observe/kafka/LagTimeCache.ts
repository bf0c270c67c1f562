import type { Reading } from '@backstage-realtime/plugin-realtime-common';
import type { ObservedLagTime } from '../../observation';

/** What was found about the record at a committed offset. */
export interface FoundTime {
  /** Its time stamp, in ms since 1970; undefined when there is none yet. */
  recordMs?: number;
  method: ObservedLagTime['method'];
  /** Only markers lie between it and `end`. */
  onlyControlTo?: bigint;
  /** Why nothing was found. */
  why?: Reading<never>;
}

/** Enough for twenty groups on a thousand partitions; then the oldest go. */
const MAX_ENTRIES = 20_000;

/**
 * Times by partition and committed offset. The record at an offset keeps its
 * time, so a group that stands still costs nothing after the first look.
 */
export class LagTimeCache {
  private readonly entries = new Map<string, FoundTime>();

  get(topic: string, partition: number, offset: bigint): FoundTime | undefined {
    return this.entries.get(toKey(topic, partition, offset));
  }

  set(
    topic: string,
    partition: number,
    offset: bigint,
    found: FoundTime,
  ): void {
    this.entries.set(toKey(topic, partition, offset), found);
    if (this.entries.size <= MAX_ENTRIES) return;
    const [oldest] = this.entries.keys();
    this.entries.delete(oldest);
  }
}

function toKey(topic: string, partition: number, offset: bigint): string {
  return `${partition} ${offset} ${topic}`;
}
