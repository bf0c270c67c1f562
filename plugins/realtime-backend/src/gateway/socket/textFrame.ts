import { FINAL_TEXT, frameHead } from './frameHead';

/**
 * The WebSocket frame of a text message in one buffer. Head and payload apart
 * would be a gathered write, which costs a socket more than a short copy.
 */
export function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const head = frameHead(FINAL_TEXT, length);
  const frame = Buffer.allocUnsafe(head.length + length);
  head.copy(frame);
  frame.write(text, head.length);
  return frame;
}
