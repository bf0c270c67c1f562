import type { WatchCommand } from '@backstage-realtime/plugin-realtime-common';
import type { ConnectionState } from './StreamSnapshot';

/** What is watched. */
export type StateWish = Pick<WatchCommand, 'state' | 'entityRefs' | 'pace'>;

/** The store's end of a watch; called in the order things came. */
export interface StateSink {
  onConnection(state: ConnectionState): void;
  onValue(value: unknown): void;
  /** Nothing more comes until a refresh. */
  onRefused(code: string, message: string): void;
}

/** One open watch as the store drives it. */
export interface StateLink {
  /** A new value now, or another try. */
  refresh(): void;
  close(): void;
}

/** Where states come from: the tab's connection. */
export interface StatePort {
  watch(wish: StateWish, sink: StateSink): StateLink;
}
