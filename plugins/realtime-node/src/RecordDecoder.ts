import type { Encoding } from '@backstage-realtime/plugin-realtime-common';

/** A decoder's answer. `refused`: not mine. `failed`: looks like mine, but is broken. @public */
export type DecodeResult =
  | { outcome: 'decoded'; encoding: Encoding; text: string; schemaId?: number }
  | { outcome: 'refused'; reason: string }
  | { outcome: 'failed'; reason: string };

/** What a decoder may use besides the bytes. @public */
export interface DecodeContext {
  /** Cluster or broker the record came from; a registry is looked up by it. */
  system: string;
  part: 'key' | 'value';
  signal?: AbortSignal;
}

/**
 * Reads one encoding. Structured encodings answer JSON text in which integers
 * beyond 2^53 keep every digit. Never throws: what goes wrong is `failed` with
 * a reason a person understands. Bounded in depth and output size by itself.
 * @public
 */
export interface RecordDecoder {
  readonly name: string;
  /**
   * Synchronous when it can be: a promise costs a turn for each record. Nothing
   * of `bytes` may be kept after the answer: the memory is used again.
   */
  decode(
    bytes: Uint8Array,
    context: DecodeContext,
  ): DecodeResult | Promise<DecodeResult>;
}
