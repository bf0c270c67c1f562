import type { RecordBatch } from '@backstage-realtime/plugin-realtime-node';

/**
 * One record as a lane shows it. A flyweight: the projector overwrites every
 * field for each record, so nothing may be kept between calls. Byte ranges may
 * point into the batch's slab (no copy) or into bytes the projector made.
 * Lengths of -1 are null. Encodings are positions in ENCODINGS.
 */
export interface RecordView {
  keyEncoding: number;
  keySource: Uint8Array;
  keyStart: number;
  keyBytes: number;
  valueEncoding: number;
  valueSource: Uint8Array;
  valueStart: number;
  valueBytes: number;
  headersSource: Uint8Array;
  headersStart: number;
  headersBytes: number;
  headerCount: number;
  maskedFields: number;
  /** Size of the value before decoding and masking; -1 for null. */
  originalValueBytes: number;
}

/** Decodes and masks records for one policy. Equal ids share one lane. */
export interface Projector {
  readonly id: string;
  /** Loads what {@link project} needs (schemas); undefined when nothing is to load. Never rejects. */
  prepare(batch: RecordBatch): Promise<void> | undefined;
  /**
   * Key encoding + 256 × value encoding of record `i` when all of it is shown
   * as it came, headers included; -1 when it has to be projected. A projector
   * without it projects every record.
   */
  encodingsAsItCame?(batch: RecordBatch, i: number): number;
  /** Fills `view` with record `i`. Never throws: what cannot be decoded is `bytes` or `withheld`. */
  project(batch: RecordBatch, i: number, view: RecordView): void;
}
