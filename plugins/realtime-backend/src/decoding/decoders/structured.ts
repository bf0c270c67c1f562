import type { Encoding } from '@backstage-realtime/plugin-realtime-common';
import type { DecodeResult } from '@backstage-realtime/plugin-realtime-node';
import { JsonWriter } from '../json/JsonWriter';
import { DecodeProblem } from '../limits';
import { ByteReader } from './ByteReader';

/** Reads exactly one value from `reader` and writes it as JSON. Throws DecodeProblem. */
export type ReadValue = (reader: ByteReader, writer: JsonWriter) => void;

/** Runs a reader over a whole range; a DecodeProblem becomes the reason. */
export function transcode(
  bytes: Uint8Array,
  encoding: Encoding,
  read: ReadValue,
): DecodeResult {
  try {
    const reader = new ByteReader(bytes);
    const writer = new JsonWriter();
    read(reader, writer);
    reader.expectEnd('the value');
    return { outcome: 'decoded', encoding, text: writer.finish() };
  } catch (error) {
    return { outcome: 'failed', reason: reasonOf(error) };
  }
}

/** A decoder's own words for what it found; anything else is a fault of ours or of a library. */
export function reasonOf(error: unknown): string {
  return error instanceof DecodeProblem
    ? error.message
    : 'the bytes do not fit this encoding';
}
