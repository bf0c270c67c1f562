import { isUtf8 } from 'node:buffer';
import type {
  DecodeResult,
  RecordDecoder,
} from '@backstage-realtime/plugin-realtime-node';
import { JsonScanner } from '../json/JsonScanner';

const scanner = new JsonScanner();

/** JSON text is checked and passed on as it came: digits, order and white space are the producer's. */
export const jsonDecoder: RecordDecoder = {
  name: 'json',
  decode: bytes => decodeJson(bytes),
};

function decodeJson(bytes: Uint8Array): DecodeResult {
  if (bytes.length === 0) return { outcome: 'refused', reason: 'no bytes' };
  if (!scanner.scan(bytes, 0, bytes.length)) {
    const reason = scanner.problem(0);
    return { outcome: startsLikeJson(bytes) ? 'failed' : 'refused', reason };
  }
  if (!isUtf8(bytes)) return { outcome: 'failed', reason: 'not UTF-8' };
  return { outcome: 'decoded', encoding: 'json', text: textOf(bytes) };
}

function startsLikeJson(bytes: Uint8Array): boolean {
  return bytes[0] === 0x7b || bytes[0] === 0x5b;
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString();
}
