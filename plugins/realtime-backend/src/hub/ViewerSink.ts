import type { Frame } from '@backstage-realtime/plugin-realtime-common';

/**
 * A batch encoded once; every viewer of the channel gets these very bytes. They
 * are not to be read again after the viewer acknowledged: those of history are
 * then written over.
 */
export interface Segment {
  readonly channel: number;
  readonly sequence: number;
  readonly bytes: Uint8Array;
  readonly records: number;
}

type WithoutSub<T> = T extends { sub: number } ? Omit<T, 'sub'> : never;

/**
 * A text frame of one subscription; the sink adds the number of the
 * subscription. The hub sends `subscribed` itself, before the first batch, once
 * it knows the partitions; it does not know the mask, which the sink adds.
 */
export type SubscriptionFrame = WithoutSub<Frame>;

/** The viewer's end of a subscription. Implemented by the gateway, used by the hub. */
export interface ViewerSink {
  /**
   * Same value for all subscriptions of one socket: two of them never share a
   * channel, or their batches could not be told apart. Missing: the sink itself.
   */
  readonly viewer?: unknown;
  /** False while the viewer's unsent bytes are over the limit; the cursor then waits. */
  canTake(): boolean;
  sendSegment(segment: Segment): void;
  sendFrame(frame: SubscriptionFrame): void;
}
