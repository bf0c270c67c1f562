import type { RecordHeader } from '../model/record';
import { MASKED_HEADER_LENGTH } from './batch';

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/**
 * Headers of a block in Kafka's record format. Stops at the first length that
 * does not fit, so a damaged block yields the headers before the damage.
 * Source: Kafka record format v2, section Header.
 * @public
 */
export function readHeaderBlock(
  block: Uint8Array,
  count: number,
): RecordHeader[] {
  const headers: RecordHeader[] = [];
  const cursor = { at: 0 };
  while (headers.length < count && cursor.at < block.length) {
    const name = take(block, cursor, readVarint(block, cursor));
    if (!name) break;
    const length = readVarint(block, cursor);
    const value = length < 0 ? null : take(block, cursor, length);
    if (value === undefined) break;
    const header: RecordHeader = { name: decoder.decode(name), value };
    headers.push(
      length === MASKED_HEADER_LENGTH ? { ...header, masked: true } : header,
    );
  }
  return headers;
}

/** The inverse of {@link readHeaderBlock}. @public */
export function writeHeaderBlock(headers: readonly RecordHeader[]): Uint8Array {
  const bytes: number[] = [];
  for (const { name, value, masked } of headers) {
    pushBytes(bytes, encoder.encode(name));
    if (masked) pushVarint(bytes, MASKED_HEADER_LENGTH);
    else if (value === null) pushVarint(bytes, -1);
    else pushBytes(bytes, value);
  }
  return Uint8Array.from(bytes);
}

function pushBytes(target: number[], bytes: Uint8Array): void {
  pushVarint(target, bytes.length);
  for (const byte of bytes) target.push(byte);
}

function pushVarint(target: number[], value: number): void {
  let rest = value >= 0 ? value * 2 : -value * 2 - 1;
  while (rest > 127) {
    target.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  target.push(rest);
}

/** Zigzag varint of at most five bytes; a longer one reads as an impossible length. */
function readVarint(block: Uint8Array, cursor: { at: number }): number {
  let value = 0;
  for (let shift = 0; shift < 35; shift += 7) {
    const byte = block[cursor.at++];
    if (byte === undefined) break;
    value += (byte % 128) * 2 ** shift;
    if (byte < 128) return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }
  return Number.MAX_SAFE_INTEGER;
}

function take(
  block: Uint8Array,
  cursor: { at: number },
  length: number,
): Uint8Array | undefined {
  if (length < 0 || cursor.at + length > block.length) return undefined;
  const bytes = block.subarray(cursor.at, cursor.at + length);
  cursor.at += length;
  return bytes;
}
