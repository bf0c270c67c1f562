/** Position in bytes that are read one after the other. */
export interface Cursor {
  at: number;
}

/** Stands for a varint that is cut off or longer than its type; no length or delta may have this value. */
export const BAD_VARINT = -(2 ** 31);

/** Zigzag varint of at most five bytes. BAD_VARINT when it does not end. */
export function readVarint(bytes: Uint8Array, cursor: Cursor): number {
  const byte = bytes[cursor.at++];
  return byte < 128
    ? (byte >>> 1) ^ -(byte & 1)
    : readLongerVarint(bytes, cursor, byte);
}

function readLongerVarint(
  bytes: Uint8Array,
  cursor: Cursor,
  first: number,
): number {
  let value = first & 127;
  for (let shift = 7; shift < 35; shift += 7) {
    const byte = bytes[cursor.at++];
    value |= (byte & 127) << shift;
    if (byte < 128) return (value >>> 1) ^ -(value & 1);
  }
  return BAD_VARINT;
}

/** Zigzag varint of at most ten bytes, exact to 2^53. NaN when it does not end. */
export function readVarlong(bytes: Uint8Array, cursor: Cursor): number {
  let byte = bytes[cursor.at++];
  if (byte < 128) return (byte >>> 1) ^ -(byte & 1);
  let value = byte & 127;
  let scale = 128;
  for (let count = 1; count < 10; count++) {
    byte = bytes[cursor.at++];
    value += (byte & 127) * scale;
    if (byte < 128) return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
    scale *= 128;
  }
  return NaN;
}
