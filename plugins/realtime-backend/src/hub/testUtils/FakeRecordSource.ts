import {
  toOffset,
  type StreamRef,
} from '@backstage-realtime/plugin-realtime-common';
import type {
  OpenOptions,
  PartitionDescription,
  RecordBatch,
  RecordSource,
  SourceEvent,
  StreamDescription,
} from '@backstage-realtime/plugin-realtime-node';
import { aBatch, type TestRecord } from './aBatch';

interface Log {
  records: TestRecord[];
  low: bigint;
}

interface Reading {
  next: Map<number, bigint>;
  /** Reads partitions that were not named too. */
  follows: boolean;
  end?: Map<number, bigint>;
  queue: SourceEvent[];
  wake: () => void;
}

/** Records a reading takes from the log at a time. */
const BATCH_RECORDS = 7;

/**
 * A log in memory that keeps the contract of a record source: readings follow
 * it from any position, wait for more, and end with `done` where asked. Without
 * `isSeekable` it starts at the end only.
 */
export class FakeRecordSource implements RecordSource {
  epoch = 'epoch-1';
  /** Thrown by the next `open` or `describe`, or in the middle of all readings by {@link break}. */
  failure: unknown;
  opened = 0;
  /** Partitions without a leader: not readable, and without a range, until taken out. */
  readonly leaderless = new Set<number>();
  readonly readings = new Set<Reading>();
  private readonly logs = new Map<number, Log>();

  constructor(
    partitions = 1,
    readonly isSeekable = true,
  ) {
    for (let p = 0; p < partitions; p++)
      this.logs.set(p, { records: [], low: 0n });
  }

  /** Appends records; offsets are given out here. `skip` leaves offsets unused before them. */
  push(
    partition: number,
    values: Array<Partial<TestRecord> | string>,
    skip = 0n,
  ): TestRecord[] {
    const log = this.log(partition);
    const added = values.map((value, i): TestRecord => ({
      offset: this.high(partition) + skip + BigInt(i),
      ...(typeof value === 'string' ? { value } : value),
    }));
    log.records.push(...added);
    this.wakeAll();
    return added;
  }

  /** Deletes everything below an offset. */
  trim(partition: number, low: bigint): void {
    const log = this.log(partition);
    log.low = low;
    log.records = log.records.filter(({ offset }) => offset >= low);
  }

  /** An event for every reading, in order with the records pushed so far. */
  emit(event: SourceEvent): void {
    for (const reading of this.readings) {
      this.takeAll(reading);
      reading.queue.push(event);
    }
    this.wakeAll();
  }

  /** All readings end with the error. */
  break(error: unknown): void {
    this.failure = error;
    this.wakeAll();
  }

  async describe(): Promise<StreamDescription> {
    this.throwFailure();
    const partitions = [...this.logs].map(
      ([partition, { low }]): PartitionDescription =>
        this.leaderless.has(partition)
          ? { partition, low: 0n, high: 0n, missing: 'no leader' }
          : { partition, low, high: this.high(partition) },
    );
    return { partitions, epoch: this.epoch, isSeekable: this.isSeekable };
  }

  async *open(
    _ref: StreamRef,
    options: OpenOptions,
  ): AsyncIterable<SourceEvent> {
    this.opened += 1;
    this.throwFailure();
    const reading: Reading = {
      next: this.starts(options),
      follows: options.unnamed === 'follow',
      queue: [{ kind: 'reachable', missing: [] }],
      wake: () => {},
    };
    if (options.end)
      reading.end = new Map(
        [...reading.next.keys()].map(p => [p, this.high(p)]),
      );
    this.readings.add(reading);
    const onAbort = () => reading.wake();
    options.signal.addEventListener('abort', onAbort);
    try {
      while (!options.signal.aborted) {
        this.throwFailure();
        const event = reading.queue.shift() ?? this.take(reading);
        if (event) {
          yield event;
          if (options.reuseSlabs) spoil(event);
        } else if (reading.end) return yield { kind: 'done' };
        else await new Promise<void>(resolve => (reading.wake = resolve));
      }
    } finally {
      options.signal.removeEventListener('abort', onAbort);
      this.readings.delete(reading);
    }
    return undefined;
  }

  async close(): Promise<void> {}

  /** Records the log holds. */
  count(partition: number): number {
    return this.log(partition).records.length;
  }

  high(partition: number): bigint {
    const log = this.log(partition);
    return (log.records.at(-1)?.offset ?? log.low - 1n) + 1n;
  }

  private throwFailure(): void {
    const { failure } = this;
    if (failure === undefined) return;
    this.failure = undefined;
    throw failure;
  }

  private log(partition: number): Log {
    const log = this.logs.get(partition) ?? { records: [], low: 0n };
    this.logs.set(partition, log);
    return log;
  }

  private wakeAll(): void {
    for (const reading of [...this.readings]) reading.wake();
  }

  private takeAll(reading: Reading): void {
    for (let event = this.take(reading); event; event = this.take(reading))
      reading.queue.push(event);
  }

  /** A partition appears to readings that follow. */
  addPartition(partition: number): void {
    this.log(partition);
    for (const reading of this.readings) {
      if (reading.follows) reading.next.set(partition, 0n);
    }
  }

  /** The partition has a leader again; readings that were not told a position begin at its end. */
  elect(partition: number): void {
    this.leaderless.delete(partition);
    for (const { follows, next } of this.readings) {
      if (follows && !next.has(partition)) {
        next.set(partition, this.high(partition));
      }
    }
  }

  private take(reading: Reading): SourceEvent | undefined {
    for (const [partition, next] of reading.next) {
      if (this.leaderless.has(partition)) continue;
      const { low, records } = this.log(partition);
      if (next < low) {
        reading.next.set(partition, low);
        return { kind: 'gap', gap: lostBelow(partition, next, low) };
      }
      const end = reading.end?.get(partition);
      const fresh = records.filter(
        ({ offset }) => offset >= next && (end === undefined || offset < end),
      );
      if (fresh.length === 0) continue;
      const batch = this.toBatch(partition, fresh.slice(0, BATCH_RECORDS));
      reading.next.set(partition, batch.nextOffset);
      return { kind: 'batch', batch };
    }
    return undefined;
  }

  private toBatch(partition: number, records: TestRecord[]): RecordBatch {
    return aBatch(records, {
      partition,
      low: this.log(partition).low,
      high: this.high(partition),
    });
  }

  private starts({ from, partitions }: OpenOptions): Map<number, bigint> {
    const wanted = [...this.logs.keys()].filter(
      p => partitions === undefined || partitions.includes(p),
    );
    if (Array.isArray(from)) {
      const exact = new Map(from.map(start => [start.partition, start.from]));
      return new Map(
        wanted.filter(p => exact.has(p)).map(p => [p, exact.get(p) ?? 0n]),
      );
    }
    switch (from.at) {
      case 'earliest':
        return new Map(wanted.map(p => [p, this.log(p).low]));
      case 'offset':
        return new Map([[from.partition, BigInt(from.offset)]]);
      case 'last':
        return new Map(
          wanted.map(p => [
            p,
            this.lastOf(p, Math.ceil(from.count / wanted.length)),
          ]),
        );
      case 'timestamp':
        return new Map(
          wanted.map(p => [p, this.sinceTime(p, from.timestampMs)]),
        );
      default:
        return new Map(wanted.map(p => [p, this.high(p)]));
    }
  }

  private lastOf(partition: number, count: number): bigint {
    return (
      this.log(partition).records.at(-count)?.offset ?? this.log(partition).low
    );
  }

  private sinceTime(partition: number, timestampMs: number): bigint {
    const found = this.log(partition).records.find(
      record => (record.timestampMs ?? 1_700_000_000_000) >= timestampMs,
    );
    return found?.offset ?? this.high(partition);
  }
}

/** What a source may do to a batch once the caller that allowed it asks for the next event. */
function spoil(event: SourceEvent): void {
  if (event.kind !== 'batch') return;
  event.batch.slab.fill(0xee);
  event.batch.index.fill(0);
  event.batch.timestampsMs.fill(NaN);
}

function lostBelow(partition: number, next: bigint, low: bigint) {
  const [firstOffset, lastOffset] = [toOffset(next), toOffset(low - 1n)];
  return {
    partition,
    reason: 'retention' as const,
    count: Number(low - next),
    firstOffset,
    lastOffset,
  };
}
