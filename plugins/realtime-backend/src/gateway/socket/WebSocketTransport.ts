import type { Duplex } from 'node:stream';
import {
  CLOSE_CODES,
  type CloseName,
  type Frame,
} from '@backstage-realtime/plugin-realtime-common';
import { WebSocket } from 'ws';
import type { Segment } from '../../hub/ViewerSink';
import type { BackPressure } from '../BackPressure';
import type { Deadlines } from '../session/Deadlines';
import type { ViewerTransport } from '../session/ViewerTransport';
import { PING_FRAME } from './frameHead';
import { sharedFrame } from './sharedFrame';
import { textFrame } from './textFrame';

/** A viewer that does not answer our close frame within this time is cut off. */
export const CLOSE_GRACE_MS = 1_000;

/** The parts of one accepted socket. `raw` is the stream below `ws`. */
export interface WebSocketTransportOptions {
  ws: WebSocket;
  raw: Duplex;
  pressure: BackPressure;
  deadlines: Deadlines<'grace'>;
  /** True when the text written next is to take a ping along. */
  takePing(): boolean;
}

/**
 * Frames over one WebSocket. They bypass `ws`: with no extension and no
 * fragment a batch has the same bytes for everybody and is written as it is,
 * and a text is one write instead of two. `ws` writes its own frames at once as
 * well, which keeps the order.
 */
export class WebSocketTransport implements ViewerTransport {
  readonly kind = 'websocket';

  static create(options: WebSocketTransportOptions): WebSocketTransport {
    return new WebSocketTransport(options);
  }

  private constructor(private readonly options: WebSocketTransportOptions) {}

  canTake(): boolean {
    return this.options.pressure.canTake();
  }

  sendFrame(frame: Frame): void {
    const { ws, raw, pressure, takePing } = this.options;
    if (ws.readyState !== WebSocket.OPEN) return;
    const text = JSON.stringify(frame);
    if (ws.extensions !== '') ws.send(text);
    else raw.write(textFrame(text, takePing() ? PING_FRAME : undefined));
    pressure.written();
  }

  /** Asks whether somebody is there; `ws` tells of the pong. */
  ping(): void {
    const { ws, raw } = this.options;
    if (ws.readyState === WebSocket.OPEN) raw.write(PING_FRAME);
  }

  sendSegment(segment: Segment): void {
    const { ws, raw, pressure } = this.options;
    if (ws.readyState !== WebSocket.OPEN) return;
    if (ws.extensions !== '') ws.send(segment.bytes);
    else writeAll(raw, sharedFrame(segment));
    pressure.written();
  }

  close(name: CloseName): void {
    const { ws, pressure, deadlines } = this.options;
    pressure.stop();
    const { code, reason } = CLOSE_CODES[name];
    ws.close(code, reason);
    deadlines.set('grace', CLOSE_GRACE_MS, () => ws.terminate());
  }
}

function writeAll(raw: Duplex, parts: readonly Uint8Array[]): void {
  if (parts.length > 1) raw.cork();
  for (const part of parts) raw.write(part);
  if (parts.length > 1) raw.uncork();
}
