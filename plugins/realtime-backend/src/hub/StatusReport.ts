import type { StreamState } from '@backstage-realtime/plugin-realtime-common';
import { keepSince, streamState, type StatusParts } from './viewerFrames';
import type { ViewerSink } from './ViewerSink';

/** Tells one viewer the state of its subscription, each state once. */
export class StatusReport {
  private told: StreamState | undefined;

  constructor(private readonly sink: ViewerSink) {}

  tell(parts: StatusParts): void {
    const status = keepSince(this.told, streamState(parts));
    if (JSON.stringify(status) === JSON.stringify(this.told)) return;
    this.told = status;
    this.sink.sendFrame({ type: 'status', status });
  }
}
