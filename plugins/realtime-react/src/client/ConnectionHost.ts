import type {
  BatchReader,
  Command,
  Frame,
} from '@backstage-realtime/plugin-realtime-common';
import type { ConnectionState } from '../store/StreamSnapshot';
import type { TransportKind } from './Transport';

/** What lives above the connection: it says what is wanted and takes what comes. */
export interface ConnectionHost {
  /** All that a fresh transport must be told, in order. */
  commands(kind: TransportKind): readonly Command[];
  /** True while a live server would have to send something from time to time. */
  expectsFrames(): boolean;
  onState(state: ConnectionState): void;
  onFrame(frame: Frame): void;
  onBatch(batch: BatchReader): void;
}
