import type {
  CloseName,
  Frame,
} from '@backstage-realtime/plugin-realtime-common';
import type { Segment } from '../../hub/ViewerSink';
import type { TransportKind } from '../audit';

/** The wire to one viewer: a WebSocket or the body of an HTTP answer. */
export interface ViewerTransport {
  readonly kind: TransportKind;
  /** False while unsent bytes are over the soft limit. */
  canTake(): boolean;
  sendFrame(frame: Frame): void;
  sendSegment(segment: Segment): void;
  /** Says why, then ends. Nothing is sent afterwards; further calls do nothing. */
  close(name: CloseName): void;
}
