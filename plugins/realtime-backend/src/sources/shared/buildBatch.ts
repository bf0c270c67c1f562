import {
  INDEX,
  INDEX_STRIDE,
  type RecordBatch,
} from '@backstage-realtime/plugin-realtime-node';

/** One message as a record; the header block is in Kafka's record format. */
export interface Message {
  key: Uint8Array | null;
  value: Uint8Array | null;
  headerBlock: Uint8Array;
  headerCount: number;
  timestampMs: number;
}

/**
 * Messages of one turn as a batch of partition 0 with running offsets. The slab
 * is made here: a socket's buffers are small slices of pools that a ring must
 * not keep alive.
 */
export function buildBatch(
  messages: readonly Message[],
  place: { firstOffset: bigint; lowOffset: bigint; receivedAtMs: number },
): RecordBatch {
  const slab = new Uint8Array(sizeOf(messages));
  const index = new Int32Array(messages.length * INDEX_STRIDE);
  const timestampsMs = new Float64Array(messages.length);
  let at = 0;
  messages.forEach((message, i) => {
    timestampsMs[i] = message.timestampMs;
    at = addMessage(message, i, slab, index, at);
  });
  const nextOffset = place.firstOffset + BigInt(messages.length);
  return {
    partition: 0,
    count: messages.length,
    slab,
    index,
    baseOffset: place.firstOffset,
    timestampsMs,
    timestampType: 'received',
    nextOffset,
    low: place.lowOffset,
    high: nextOffset,
    receivedAtMs: place.receivedAtMs,
  };
}

function addMessage(
  { key, value, headerBlock, headerCount }: Message,
  i: number,
  slab: Uint8Array,
  index: Int32Array,
  at: number,
): number {
  const row = i * INDEX_STRIDE;
  let next = at;
  const place = (column: number, bytes: Uint8Array | null) => {
    index[row + column] = next;
    index[row + column + 1] = bytes === null ? -1 : bytes.length;
    if (bytes === null) return;
    slab.set(bytes, next);
    next += bytes.length;
  };
  place(INDEX.keyStart, key);
  place(INDEX.valueStart, value);
  place(INDEX.headersStart, headerBlock);
  index[row + INDEX.headerCount] = headerCount;
  index[row + INDEX.offsetDelta] = i;
  return next;
}

function sizeOf(messages: readonly Message[]): number {
  return messages.reduce((sum, message) => sum + messageBytes(message), 0);
}

/** Bytes a message takes in a slab. */
export function messageBytes({ key, value, headerBlock }: Message): number {
  return (key?.length ?? 0) + (value?.length ?? 0) + headerBlock.length;
}
