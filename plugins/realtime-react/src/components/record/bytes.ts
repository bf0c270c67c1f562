/** One line of a hex dump: 8 bytes, so that it fits a detail 320 px wide. @public */
export interface HexLine {
  at: number;
  hex: string;
  ascii: string;
}

const BYTES_A_LINE = 8;

/** Hex dump of at most `limit` bytes. @public */
export function toHexLines(bytes: Uint8Array, limit = 4096): HexLine[] {
  const end = Math.min(bytes.length, limit);
  const lines: HexLine[] = [];
  for (let at = 0; at < end; at += BYTES_A_LINE) {
    const part = bytes.subarray(at, Math.min(at + BYTES_A_LINE, end));
    lines.push({ at, hex: toHex(part), ascii: toAscii(part) });
  }
  return lines;
}

/** `00 00 2a`. @public */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join(
    ' ',
  );
}

function toAscii(bytes: Uint8Array): string {
  return Array.from(bytes, byte =>
    byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.',
  ).join('');
}

/** Bytes of base64; undefined for a text that is not base64. @public */
export function fromBase64(base64: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(base64), sign => sign.charCodeAt(0));
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}
