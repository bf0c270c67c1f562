import type { ServerResponse } from 'node:http';
import type {
  CloseName,
  Frame,
} from '@backstage-realtime/plugin-realtime-common';
import type { Segment } from '../../hub/ViewerSink';
import type { BackPressure } from '../BackPressure';
import type { Deadlines } from '../session/Deadlines';
import type { ViewerTransport } from '../session/ViewerTransport';
import {
  batchEvent,
  closeEvent,
  frameEvent,
  HEARTBEAT,
  PADDING,
} from './sseText';

/** Below the 60 s after which common load balancers close a silent line. */
const HEARTBEAT_MS = 15_000;

/** A client that does not take our last event within this time is cut off. */
const CLOSE_GRACE_MS = 1_000;

/**
 * `no-transform` keeps the host's compression away, which would hold events
 * back; `X-Accel-Buffering` says the same to nginx.
 */
const HEADERS = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-cache, no-transform',
  'X-Accel-Buffering': 'no',
};

/** One answer that stays open. `onFlushed` tells that a batch left this process. */
export interface SseTransportOptions {
  response: ServerResponse;
  pressure: BackPressure;
  deadlines: Deadlines<'heartbeat' | 'grace'>;
  onFlushed(channel: number, sequence: number): void;
}

/** Frames as server-sent events. The wire is one way, so a flushed batch counts as handled. */
export class SseTransport implements ViewerTransport {
  readonly kind = 'sse';
  private isClosed = false;

  static create(options: SseTransportOptions): SseTransport {
    return new SseTransport(options);
  }

  private constructor(private readonly options: SseTransportOptions) {}

  /** Sends the head and starts the heartbeat. */
  open(): void {
    const { response } = this.options;
    response.writeHead(200, HEADERS);
    response.write(PADDING);
    this.armHeartbeat();
  }

  canTake(): boolean {
    return this.options.pressure.canTake();
  }

  sendFrame(frame: Frame): void {
    if (this.isClosed) return;
    this.options.response.write(frameEvent(frame));
    this.options.pressure.written();
  }

  sendSegment(segment: Segment): void {
    if (this.isClosed) return;
    const { response, pressure, onFlushed } = this.options;
    response.write(batchEvent(segment), error => {
      if (!error) onFlushed(segment.channel, segment.sequence);
    });
    pressure.written();
  }

  close(name: CloseName): void {
    if (this.isClosed) return;
    this.isClosed = true;
    const { response, pressure, deadlines } = this.options;
    pressure.stop();
    deadlines.clear('heartbeat');
    response.end(closeEvent(name));
    deadlines.set('grace', CLOSE_GRACE_MS, () => response.destroy());
  }

  private armHeartbeat(): void {
    this.options.deadlines.set('heartbeat', HEARTBEAT_MS, () => {
      this.options.response.write(HEARTBEAT);
      this.options.pressure.written();
      this.armHeartbeat();
    });
  }
}
