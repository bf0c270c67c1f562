import type { Segment } from '../../hub/ViewerSink';

/** FIN and opcode 2 (binary); server frames carry no mask. Source: RFC 6455, 5.2. */
const FINAL_BINARY = 0x82;

/**
 * Up to this size head and payload are joined, which costs one copy a segment
 * and saves each socket a gathered write. Above it the copy would double what
 * a lane keeps in memory.
 */
const JOINED_BYTES = 16_384;

const frames = new WeakMap<Segment, readonly Uint8Array[]>();

/**
 * The WebSocket frame of a segment, as buffers to write one after the other.
 * Built once a segment and forgotten with it, so that a thousand viewers cost a
 * thousand writes and nothing else.
 */
export function sharedFrame(segment: Segment): readonly Uint8Array[] {
  const known = frames.get(segment);
  if (known) return known;
  const head = frameHead(segment.bytes.length);
  const frame =
    segment.bytes.length <= JOINED_BYTES
      ? [Buffer.concat([head, segment.bytes])]
      : [head, segment.bytes];
  frames.set(segment, frame);
  return frame;
}

/** Head of an unmasked, unfragmented binary frame; lengths from 126 and 65,536 take 2 and 8 bytes more. */
function frameHead(length: number): Buffer {
  if (length < 126) return Buffer.from([FINAL_BINARY, length]);
  if (length < 65_536) {
    const head = Buffer.from([FINAL_BINARY, 126, 0, 0]);
    head.writeUInt16BE(length, 2);
    return head;
  }
  const head = Buffer.alloc(10);
  head.set([FINAL_BINARY, 127]);
  head.writeBigUInt64BE(BigInt(length), 2);
  return head;
}
