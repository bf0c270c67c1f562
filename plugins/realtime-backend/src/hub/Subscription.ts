import type { RecordBatch } from '@backstage-realtime/plugin-realtime-node';
import type {
  StartPosition,
  StreamKey,
  StreamFilter,
  StreamRef,
} from '@backstage-realtime/plugin-realtime-common';
import type { Projector } from './Projector';
import type { ViewerSink } from './ViewerSink';

/** What a viewer wants to see; already authorised. */
export interface HubRequest {
  ref: StreamRef;
  from: StartPosition;
  mode: 'records' | 'counts';
  filter?: StreamFilter;
  /** Rows a second while live; undefined is all. */
  maxPerSecond?: number;
  projector: Projector;
}

/** One viewer's interest in one stream, from subscribe to close. */
export interface Subscription {
  /** Number in the head of its batches. */
  readonly channel: number;
  /** Everything up to this batch was handled by the page. */
  ack(sequence: number): void;
  /** The viewer's socket drained: try to send again. */
  wake(): void;
  pause(because: 'viewer' | 'idle'): void;
  resume(from: 'buffer' | 'now'): void;
  setMode(mode: 'records' | 'counts'): void;
  /** What was seen so far, for the audit log: records delivered and the offsets they span. */
  summary(): SubscriptionSummary;
  close(): void;
}

/** Numbers of one subscription. `seen = delivered + filtered + sum of gaps`. */
export interface SubscriptionSummary {
  seen: number;
  delivered: number;
  filtered: number;
  gaps: Record<string, number>;
  /** First and last offset delivered, by partition. */
  ranges: Map<number, { first: bigint; last: bigint }>;
}

/** The hub as the gateway sees it. */
export interface StreamHub {
  subscribe(request: HubRequest, sink: ViewerSink): Subscription;
  /** A record the ring still holds, with its place in its batch. */
  find(
    key: StreamKey,
    partition: number,
    offset: bigint,
  ): { batch: RecordBatch; i: number } | undefined;
  stop(): Promise<void>;
}
