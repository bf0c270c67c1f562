import { createApiRef } from '@backstage/core-plugin-api';
import type {
  InspectRequest,
  InspectResponse,
  StreamsResponse,
} from '@backstage-realtime/plugin-realtime-common';
import type { RecordStream, RecordStreamOptions } from '../store/RecordStream';

/** What pages need of the realtime backend. @public */
export interface RealtimeApi {
  /** Streams the entity declares and what the caller may do with each. */
  listStreams(
    entityRef: string,
    signal?: AbortSignal,
  ): Promise<StreamsResponse>;
  /** One record in full, with the report of the decoders tried. */
  inspect(
    request: InspectRequest,
    signal?: AbortSignal,
  ): Promise<InspectResponse>;
  /**
   * A page is about to open a stream: the connection is made meanwhile, and
   * closed after some seconds when no stream came. With the reference of its
   * entity (`component:default/ping-pong`) the streams are listed meanwhile as
   * well, for the next `listStreams` of these seconds. Without it nothing is
   * lost but time.
   */
  prepare?(entityRef?: string): void;
  /** Opens a stream over the tab's one connection; whoever opens closes. */
  open(options: RecordStreamOptions): RecordStream;
}

/** Override it to run a page on streams of your own, or on the api in memory from `/testUtils`. @public */
export const realtimeApiRef = createApiRef<RealtimeApi>({
  id: 'plugin.realtime.service',
});
