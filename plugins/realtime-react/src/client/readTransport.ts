import {
  BatchFormatError,
  BatchReader,
  type Frame,
} from '@backstage-realtime/plugin-realtime-common';
import { FrameFormatError, parseFrame } from './parseFrame';
import type { TransportHandlers } from './Transport';

/** Takes what a transport brought, in order. */
export interface Received {
  /** undefined: a frame of a type this page does not know. */
  onFrame(frame: Frame | undefined): void;
  onBatch(batch: BatchReader): void;
  /** What came was not our protocol: the transport is of no more use, the page is unharmed. */
  onGarbled(reason: string): void;
}

/** Handlers that read text as frames and bytes as batches. */
export function readTransport(
  received: Received,
): Pick<TransportHandlers, 'onText' | 'onBytes'> {
  const guard = (take: () => void) => {
    try {
      take();
    } catch (error) {
      if (!isGarbled(error)) throw error;
      received.onGarbled(`protocol error: ${error.message}`);
    }
  };
  return {
    onText: text => guard(() => received.onFrame(parseFrame(text))),
    onBytes: bytes => guard(() => received.onBatch(BatchReader.open(bytes))),
  };
}

function isGarbled(
  error: unknown,
): error is FrameFormatError | BatchFormatError {
  return error instanceof FrameFormatError || error instanceof BatchFormatError;
}
