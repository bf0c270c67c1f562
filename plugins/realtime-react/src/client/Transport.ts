import type { Command } from '@backstage-realtime/plugin-realtime-common';

/** @public */
export type TransportKind = 'websocket' | 'sse';

/**
 * How a transport ended. `code` is the close code, or the HTTP status of a
 * refusal; undefined when the network gave none.
 */
export interface TransportEnd {
  code?: number;
  reason: string;
  /** What came was not our protocol. */
  isGarbled?: boolean;
}

/** Called in order, none after `onEnd` or `close`. */
export interface TransportHandlers {
  /** The first commands are handed over; from now on others may be sent. */
  onReady(): void;
  onText(text: string): void;
  onBytes(bytes: Uint8Array): void;
  onEnd(end: TransportEnd): void;
}

/** One try at reaching the gateway: opened once, ended once, then thrown away. */
export interface Transport {
  readonly kind: TransportKind;
  /** `commands` is asked once, at the moment the transport can carry what the viewer wants. */
  open(commands: () => readonly Command[], handlers: TransportHandlers): void;
  /** False when this transport has no way to say it but to be opened anew. */
  send(command: Command): boolean;
  /** No handler is called afterwards. Idempotent. */
  close(): void;
}
