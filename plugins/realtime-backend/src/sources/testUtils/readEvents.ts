import {
  INDEX,
  INDEX_STRIDE,
  type RecordBatch,
  type SourceEvent,
} from '@backstage-realtime/plugin-realtime-node';
import { readHeaderBlock } from '@backstage-realtime/plugin-realtime-common';

/** A record of a batch in the open. */
export interface ReadRecord {
  offset: bigint;
  key: string | null;
  value: string | null;
  headers: Record<string, string>;
  timestampMs: number;
}

/** Pulls events one by one, and what lies between them. */
export class EventReader {
  readonly seen: SourceEvent[] = [];
  private readonly iterator: AsyncIterator<SourceEvent>;

  constructor(events: AsyncIterable<SourceEvent>) {
    this.iterator = events[Symbol.asyncIterator]();
  }

  /** The next event of a kind; events before it are in `seen`. Throws what the source throws. */
  async next<K extends SourceEvent['kind']>(
    kind: K,
  ): Promise<Extract<SourceEvent, { kind: K }>> {
    for (;;) {
      const { done, value } = await this.iterator.next();
      if (done) throw new Error(`the source ended before ${kind}`);
      this.seen.push(value);
      if (isKind(value, kind)) return value;
    }
  }

  /** Records until there are `count`. */
  async records(count: number): Promise<ReadRecord[]> {
    const records: ReadRecord[] = [];
    while (records.length < count) {
      const { batch } = await this.next('batch');
      records.push(...recordsOf(batch));
    }
    return records;
  }

  /** True when the source ended by itself. */
  async isAtEnd(): Promise<boolean> {
    return (await this.iterator.next()).done === true;
  }

  async stop(): Promise<void> {
    await this.iterator.return?.();
  }
}

export function recordsOf(batch: RecordBatch): ReadRecord[] {
  return Array.from({ length: batch.count }, (_, i) => {
    const row = batch.index.subarray(i * INDEX_STRIDE, (i + 1) * INDEX_STRIDE);
    const cut = (column: number) => {
      const start = row[column];
      return batch.slab.subarray(start, start + row[column + 1]);
    };
    const text = (column: number) =>
      row[column + 1] < 0 ? null : Buffer.from(cut(column)).toString();
    const headers = readHeaderBlock(
      cut(INDEX.headersStart),
      row[INDEX.headerCount],
    );
    return {
      offset: batch.baseOffset + BigInt(row[INDEX.offsetDelta]),
      key: text(INDEX.keyStart),
      value: text(INDEX.valueStart),
      headers: Object.fromEntries(
        headers.map(({ name, value }) => [
          name,
          Buffer.from(value ?? []).toString(),
        ]),
      ),
      timestampMs: batch.timestampsMs[i],
    };
  });
}

function isKind<K extends SourceEvent['kind']>(
  event: SourceEvent,
  kind: K,
): event is Extract<SourceEvent, { kind: K }> {
  return event.kind === kind;
}
