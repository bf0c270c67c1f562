/** FIN and the opcode; server frames carry no mask. Source: RFC 6455, 5.2. */
export const FINAL_TEXT = 0x81;
export const FINAL_BINARY = 0x82;
const FINAL_PING = 0x89;

/** A whole ping without a payload, the same for every socket. */
export const PING_FRAME = Buffer.from([FINAL_PING, 0]);

type Opening = typeof FINAL_TEXT | typeof FINAL_BINARY;

/** Head of an unmasked, unfragmented frame; lengths from 126 and 65,536 take 2 and 8 bytes more. */
export function frameHead(opening: Opening, length: number): Buffer {
  if (length < 126) return Buffer.from([opening, length]);
  if (length < 65_536) {
    const head = Buffer.from([opening, 126, 0, 0]);
    head.writeUInt16BE(length, 2);
    return head;
  }
  const head = Buffer.alloc(10);
  head.set([opening, 127]);
  head.writeBigUInt64BE(BigInt(length), 2);
  return head;
}
