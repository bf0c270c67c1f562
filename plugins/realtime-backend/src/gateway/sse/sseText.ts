import {
  CLOSE_CODES,
  type CloseName,
  type Frame,
} from '@backstage-realtime/plugin-realtime-common';
import type { Segment } from '../../hub/ViewerSink';

/**
 * Proxies that buffer until they hold a few kB would keep the first frame to
 * themselves; a comment of this size pushes it through.
 */
const PADDING_BYTES = 2_048;

/** First bytes of an event stream. */
export const PADDING = `:${' '.repeat(PADDING_BYTES)}\n\n`;

/** Something to send when nothing else is, so that no proxy closes the line. */
export const HEARTBEAT = ': heartbeat\n\n';

/** JSON has no line breaks, so one data line is enough. */
export function frameEvent(frame: Frame): string {
  return `event: frame\ndata: ${JSON.stringify(frame)}\n\n`;
}

const batches = new WeakMap<Segment, string>();

/** A batch as base64; built once a segment and shared by its viewers. */
export function batchEvent(segment: Segment): string {
  const known = batches.get(segment);
  if (known !== undefined) return known;
  const { buffer, byteOffset, byteLength } = segment.bytes;
  const base64 = Buffer.from(buffer, byteOffset, byteLength).toString('base64');
  const event = `event: batch\ndata: ${base64}\n\n`;
  batches.set(segment, event);
  return event;
}

/** The last event: the row of CLOSE_CODES a socket would be closed with. */
export function closeEvent(name: CloseName): string {
  return `event: close\ndata: ${JSON.stringify(CLOSE_CODES[name])}\n\n`;
}
