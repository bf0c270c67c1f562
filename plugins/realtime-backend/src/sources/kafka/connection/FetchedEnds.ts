import type { FetchedPartition } from '../requests/fetch';
import { ERROR } from '../requests/errorCodes';

/** Where the log of a partition begins and ends, as its leader told with records. */
export interface FetchedEnd {
  start: bigint;
  end: bigint;
  stableEnd: bigint;
}

/**
 * A reader is answered every two seconds at least, and at once when the end
 * moves; older than this nobody reads.
 */
const FRESH_MS = 3_000;

/**
 * What the answers to fetches say about the logs of topics that are read anyway,
 * so that nobody has to ask for it. Holds the partitions of the topics that have
 * a reader.
 */
export class FetchedEnds {
  private readonly topics = new Map<
    string,
    Map<number, FetchedEnd & { atMs: number }>
  >();

  note(
    topic: string,
    fetched: readonly FetchedPartition[],
    atMs: number,
  ): void {
    const known = this.topics.get(topic) ?? new Map();
    this.topics.set(topic, known);
    for (const each of fetched) {
      // Older brokers tell neither; whoever wants to know then has to ask.
      if (
        each.errorCode !== ERROR.none ||
        each.low < 0n ||
        each.lastStable < 0n
      )
        known.delete(each.partition);
      else
        known.set(each.partition, {
          start: each.low,
          end: each.highWatermark,
          stableEnd: each.lastStable,
          atMs,
        });
    }
  }

  /** Whether no topic has a reader. */
  get isEmpty(): boolean {
    return this.topics.size === 0;
  }

  /** undefined unless the leader told it a moment ago. */
  of(topic: string, partition: number, nowMs: number): FetchedEnd | undefined {
    const found = this.topics.get(topic)?.get(partition);
    return found && nowMs - found.atMs <= FRESH_MS ? found : undefined;
  }

  /** The last reader of the topic is gone. */
  forget(topic: string): void {
    this.topics.delete(topic);
  }
}
