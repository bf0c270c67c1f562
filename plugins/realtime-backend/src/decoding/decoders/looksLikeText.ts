import { isControl } from './text';

/** Bytes looked at. Binary encodings of maps and arrays betray themselves in the first two. */
const LOOK_BYTES = 16;

/** Whether a range may be text as far as its first bytes say. Cheap: this runs for each record. */
export function looksLikeText(
  bytes: Uint8Array,
  start: number,
  length: number,
): boolean {
  const end = start + Math.min(length, LOOK_BYTES);
  const isCut = length > LOOK_BYTES;
  let at = start;
  while (at < end) {
    const size = characterBytes(bytes[at]);
    if (size === 0) return false;
    for (let i = 1; i < size; i += 1) {
      if (at + i >= end) return isCut;
      if ((bytes[at + i] & 0xc0) !== 0x80) return false;
    }
    at += size;
  }
  return true;
}

/** Length of the UTF-8 character a byte begins; 0 when it begins none, or a control character. */
function characterBytes(first: number): number {
  if (first < 0x80) return isControl(first) ? 0 : 1;
  if (first < 0xc2) return 0;
  if (first < 0xe0) return 2;
  if (first < 0xf0) return 3;
  return first < 0xf5 ? 4 : 0;
}
