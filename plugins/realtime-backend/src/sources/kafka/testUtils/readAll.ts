import { readHeaderBlock } from '@backstage-realtime/plugin-realtime-common';
import {
  INDEX,
  INDEX_STRIDE,
  type RecordBatch,
} from '@backstage-realtime/plugin-realtime-node';
import { DEFAULT_KAFKA_LIMITS, type KafkaLimits } from '../limits';
import {
  RecordSetReader,
  type RecordSet,
  type RecordSetEvent,
} from '../recordBatch/RecordSetReader';
import { walkBatches } from '../recordBatch/walk';

/** A record as the bytes of a batch say it. */
export interface ReadRecord {
  offset: bigint;
  timestampMs: number;
  key: Buffer | null;
  value: Buffer | null;
  headers: Array<[string, string | null]>;
}

/** Reads a record set to its end. */
export async function readAll(
  bytes: Buffer,
  set: Partial<RecordSet> = {},
  limits: Partial<KafkaLimits> = {},
): Promise<RecordSetEvent[]> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const position = set.position ?? 0n;
  const reader = new RecordSetReader(
    {
      partition: 0,
      low: 0n,
      high: 1_000_000n,
      receivedAtMs: 1,
      bytes,
      view,
      walk: walkBatches(bytes, view, position),
      aborted: [],
      ...set,
      position,
    },
    { ...DEFAULT_KAFKA_LIMITS, ...limits },
  );
  const events: RecordSetEvent[] = [];
  for await (const event of reader.read()) events.push(event);
  return events;
}

/** Records of all batches among the events, in order. */
export function recordsOf(
  events: ReadonlyArray<{ kind: string; batch?: RecordBatch }>,
): ReadRecord[] {
  return events.flatMap(({ batch }) => (batch ? recordsOfBatch(batch) : []));
}

export function recordsOfBatch(batch: RecordBatch): ReadRecord[] {
  return Array.from({ length: batch.count }, (_, i) => recordAt(batch, i));
}

function recordAt(batch: RecordBatch, i: number): ReadRecord {
  const { slab, index } = batch;
  const row = i * INDEX_STRIDE;
  const part = (start: number, length: number) =>
    length < 0 ? null : Buffer.from(slab.subarray(start, start + length));
  const at = (column: number) => index[row + column];
  const block = part(at(INDEX.headersStart), at(INDEX.headersBytes));
  return {
    offset: batch.baseOffset + BigInt(at(INDEX.offsetDelta)),
    timestampMs: batch.timestampsMs[i],
    key: part(at(INDEX.keyStart), at(INDEX.keyBytes)),
    value: part(at(INDEX.valueStart), at(INDEX.valueBytes)),
    headers: readHeaderBlock(block!, at(INDEX.headerCount)).map(
      ({ name, value }) => [name, value && Buffer.from(value).toString()],
    ),
  };
}
