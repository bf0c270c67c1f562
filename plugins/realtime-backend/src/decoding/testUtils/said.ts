import type {
  DecodeResult,
  RecordDecoder,
} from '@backstage-realtime/plugin-realtime-node';

/** Bytes of a hexadecimal string; spaces are for reading. */
export function hex(digits: string): Uint8Array {
  return Buffer.from(digits.replace(/ /g, ''), 'hex');
}

/** What a decoder says, as text or as `outcome: reason`. */
export async function said(
  decoder: Pick<RecordDecoder, 'decode'>,
  bytes: Uint8Array,
): Promise<string> {
  const context = { system: 'local', part: 'value' } as const;
  return inWords(await decoder.decode(bytes, context));
}

export function inWords(result: DecodeResult): string {
  return result.outcome === 'decoded'
    ? result.text
    : `${result.outcome}: ${result.reason}`;
}
