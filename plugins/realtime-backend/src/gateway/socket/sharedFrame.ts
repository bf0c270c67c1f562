import type { Segment } from '../../hub/ViewerSink';
import { FINAL_BINARY, frameHead } from './frameHead';

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
  const head = frameHead(FINAL_BINARY, segment.bytes.length);
  const frame =
    segment.bytes.length <= JOINED_BYTES
      ? [Buffer.concat([head, segment.bytes])]
      : [head, segment.bytes];
  frames.set(segment, frame);
  return frame;
}
