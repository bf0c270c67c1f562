import { isUtf8 } from 'node:buffer';
import type {
  DecodeResult,
  RecordDecoder,
} from '@backstage-realtime/plugin-realtime-node';

/** UTF-8 without control characters other than tab, line feed and carriage return. */
export const textDecoder: RecordDecoder = {
  name: 'text',
  decode: bytes => decodeText(bytes),
};

function decodeText(bytes: Uint8Array): DecodeResult {
  const control = bytes.findIndex(isControl);
  if (control >= 0) return { outcome: 'refused', reason: said(control) };
  if (!isUtf8(bytes)) return { outcome: 'refused', reason: 'not UTF-8' };
  const text = Buffer.from(
    bytes.buffer,
    bytes.byteOffset,
    bytes.length,
  ).toString();
  return { outcome: 'decoded', encoding: 'text', text };
}

function said(position: number): string {
  return position < 4
    ? 'control characters in the first 4 bytes'
    : `a control character at position ${position}`;
}

/** Bytes that no text for people holds. */
export function isControl(byte: number): boolean {
  if (byte === 0x7f) return true;
  return byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d;
}
