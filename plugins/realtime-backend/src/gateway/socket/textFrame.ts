import { FINAL_TEXT, frameHead } from './frameHead';

const NOTHING = Buffer.alloc(0);

/**
 * The WebSocket frame of a text message in one buffer. Head and payload apart
 * would be a gathered write, which costs a socket more than a short copy.
 * `before`: whole frames to leave in the same write.
 */
export function textFrame(text: string, before = NOTHING): Buffer {
  const length = Buffer.byteLength(text);
  const head = frameHead(FINAL_TEXT, length);
  const start = before.length + head.length;
  const frame = Buffer.allocUnsafe(start + length);
  before.copy(frame);
  head.copy(frame, before.length);
  frame.write(text, start);
  return frame;
}
