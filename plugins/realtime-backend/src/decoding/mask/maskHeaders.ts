import type { ByteSink } from '../json/ByteSink';

/** Zigzag varint of MASKED_HEADER_LENGTH (-2). */
const MASKED_LENGTH = 0x03;

const decoder = new TextDecoder();

/**
 * Copies a header block into `sink` with the values of the named headers taken
 * out. 0: no header was named, the original may be shown. undefined: the block
 * is damaged, so that it must be withheld. Names in lower case.
 */
export function maskHeaders(
  block: Uint8Array,
  start: number,
  end: number,
  count: number,
  names: ReadonlySet<string>,
  sink: ByteSink,
): number | undefined {
  sink.reset();
  const cursor = { at: start, end };
  let copied = start;
  let masked = 0;
  for (let i = 0; i < count; i += 1) {
    const name = takeName(block, cursor);
    const valueAt = cursor.at;
    if (name === undefined || !skipValue(block, cursor)) return undefined;
    if (names.has(name)) {
      sink.append(block, copied, valueAt);
      sink.byte(MASKED_LENGTH);
      copied = cursor.at;
      masked += 1;
    }
  }
  if (cursor.at !== end) return undefined;
  if (masked > 0) sink.append(block, copied, end);
  return masked;
}

interface Cursor {
  at: number;
  end: number;
}

function takeName(block: Uint8Array, cursor: Cursor): string | undefined {
  const length = readVarint(block, cursor);
  if (length === undefined || length < 0) return undefined;
  const from = cursor.at;
  cursor.at += length;
  if (cursor.at > cursor.end) return undefined;
  return decoder.decode(block.subarray(from, cursor.at)).toLowerCase();
}

/** Steps over the length and the value; false when they do not fit. */
function skipValue(block: Uint8Array, cursor: Cursor): boolean {
  const length = readVarint(block, cursor);
  if (length === undefined) return false;
  cursor.at += Math.max(0, length);
  return cursor.at <= cursor.end;
}

/** Zigzag varint of at most five bytes; undefined when it is longer or cut off. */
function readVarint(block: Uint8Array, cursor: Cursor): number | undefined {
  let value = 0;
  for (let shift = 0; shift < 35 && cursor.at < cursor.end; shift += 7) {
    const byte = block[cursor.at];
    cursor.at += 1;
    value += (byte % 128) * 2 ** shift;
    if (byte < 128) return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }
  return undefined;
}
