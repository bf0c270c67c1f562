import type { StreamState } from '@backstage-realtime/plugin-realtime-common';
import { keepSince, streamState, type StatusParts } from './viewerFrames';
import type { ViewerSink } from './ViewerSink';

/** Tells one viewer the state of its subscription, each state once. */
export class StatusReport {
  private told: StreamState | undefined;
  private toldText = '';

  constructor(private readonly sink: ViewerSink) {}

  tell(parts: StatusParts): void {
    const status = keepSince(this.told, streamState(parts));
    const text = JSON.stringify(status);
    if (text === this.toldText) return;
    this.told = status;
    this.toldText = text;
    this.sink.sendFrame({ type: 'status', status });
  }
}
