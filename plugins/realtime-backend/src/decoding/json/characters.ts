export const QUOTE = 0x22;
export const BACKSLASH = 0x5c;

/** The three words of JSON, by first byte. */
export const LITERALS = new Map(
  ['true', 'false', 'null'].map(word => [
    word.charCodeAt(0),
    new TextEncoder().encode(word),
  ]),
);

export function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

export function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

export function isHex(byte: number): boolean {
  const lower = byte | 0x20;
  return isDigit(byte) || (lower >= 0x61 && lower <= 0x66);
}
