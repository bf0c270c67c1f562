import type { SubscriptionSummary } from '../hub/Subscription';

/** How a viewer is connected. */
export type TransportKind = 'websocket' | 'sse';

/** Why a stream of a viewer is over. */
export type StopReason =
  | 'unsubscribed'
  | 'ended-by-source'
  | 'access-withdrawn'
  | 'idle'
  | 'replaced'
  | 'fault'
  | 'disconnected';

/** Who watches what, how. `unmask` is what was granted, not what was asked. */
export interface WatchedStream {
  atMs: number;
  viewer: string;
  userRef: string;
  transport: TransportKind;
  entityRef: string;
  stream: string;
  mode: 'records' | 'counts';
  unmask: boolean;
  /** Equal for equal filters; missing without one. */
  filterHash?: string;
}

/**
 * For the audit log. Holds names, offsets and counts; never a key, a value, a
 * filter's text or a token. Every `started` is followed by one `stopped`.
 */
export type GatewayAuditEvent = WatchedStream &
  (
    | { kind: 'started' }
    | { kind: 'mode-changed' }
    | { kind: 'refused'; code: string }
    | { kind: 'stopped'; because: StopReason; summary: SubscriptionSummary }
  );
