import type { Offset } from './offset';

/** How the bytes of a key or value are to be read. One byte on the wire. @public */
export const ENCODINGS = [
  'null',
  'unknown',
  'json',
  'text',
  'bytes',
  'avro',
  'json-schema',
  'protobuf',
  'msgpack',
  'cbor',
  'withheld',
] as const;

/**
 * `unknown`: raw bytes nobody looked at yet (the browser tries JSON, then text).
 * `json` and `text`: UTF-8 bytes. `avro`, `json-schema`, `protobuf`, `msgpack`,
 * `cbor`: decoded on the server, sent as JSON text. `bytes`: no decoder matched.
 * `withheld`: the mask policy keeps it back, because it could not be decoded or
 * is masked whole; its bytes are not sent.
 * @public
 */
export type Encoding = (typeof ENCODINGS)[number];

/** Who set the time stamp: the producer, the broker, or our reader on arrival. @public */
export const TIMESTAMP_TYPES = ['create', 'append', 'received'] as const;

/** One of {@link TIMESTAMP_TYPES}. @public */
export type TimestampType = (typeof TIMESTAMP_TYPES)[number];

/** Names may repeat; order is kept; a null value is allowed. `masked`: the policy withheld the value. @public */
export interface RecordHeader {
  name: string;
  value: Uint8Array | null;
  masked?: boolean;
}

/** One record as a viewer sees it. Sizes are those of the original bytes. @public */
export interface ViewedRecord {
  partition: number;
  offset: Offset;
  timestampMs: number;
  timestampType: TimestampType;
  keyEncoding: Encoding;
  key: Uint8Array | null;
  valueEncoding: Encoding;
  value: Uint8Array | null;
  /** Size of the value before decoding and masking, in bytes; undefined for a null value. */
  valueBytes?: number;
  maskedFields: number;
  headers: RecordHeader[];
}

/** Text that stands in the place of a masked field in JSON. @public */
export const MASK_TOKEN = '\u2022\u2022\u2022';

/** One trial of the decode report, in the order tried. @public */
export interface DecodeAttempt {
  decoder: string;
  outcome: 'decoded' | 'refused' | 'failed';
  /** Why it was refused or failed, in words; undefined when it decoded. */
  reason?: string;
}
