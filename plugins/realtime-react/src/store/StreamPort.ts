import type {
  BatchReader,
  EndFrame,
  ErrorFrame,
  GapFrame,
  NoteFrame,
  StatsFrame,
  StatusFrame,
  SubscribedFrame,
  WatchedStream,
} from '@backstage-realtime/plugin-realtime-common';
import type { RecordStreamOptions } from './RecordStream';
import type { ConnectionState } from './StreamSnapshot';

/** Text frames of one subscription. @public */
export type StreamFrame =
  | SubscribedFrame
  | StatusFrame
  | StatsFrame
  | GapFrame
  | NoteFrame
  | ErrorFrame
  | EndFrame;

/** What a viewer may change on a stream that goes on. @public */
export type StreamWish =
  | { type: 'pause' }
  | { type: 'resume'; from: 'buffer' | 'now' }
  | { type: 'mode'; mode: 'records' | 'counts' };

/** The store's end of a subscription; called in the order things came. @public */
export interface StreamSink {
  onConnection(state: ConnectionState): void;
  onFrame(frame: StreamFrame): void;
  /** `rows`: which records of the batch are new to this viewer; undefined is all. */
  onBatch(batch: BatchReader, rows?: Int32Array): void;
}

/** One open stream as the store drives it. @public */
export interface StreamLink {
  wish(wish: StreamWish): void;
  /** The page handled everything up to this batch; at most once a paint. */
  ack(batch: Pick<BatchReader, 'channel' | 'sequence'>): void;
  /** Try again now, from where the stream stopped; `insteadOf` ends another stream of the user for it. */
  retry(insteadOf?: WatchedStream): void;
  close(): void;
}

/** Where streams come from: the tab's connection, or a script in tests and dev pages. */
export interface StreamPort {
  open(options: RecordStreamOptions, sink: StreamSink): StreamLink;
}
