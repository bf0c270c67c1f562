import type {
  StateSnapshot,
  StateStream,
} from '@backstage-realtime/plugin-realtime-react';

/** Nothing came yet. */
export function connecting<T>(): StateSnapshot<T> {
  return { status: { state: 'connecting', sinceMs: Date.now() } };
}

/** A watched state of one moment: it counts who watches, and can show another moment. */
export class StaticState<T> {
  refreshes = 0;
  openCount = 0;
  private readonly listeners = new Set<() => void>();

  constructor(private snapshot: StateSnapshot<T>) {}

  open(): StateStream<T> {
    this.openCount += 1;
    return {
      subscribe: listener => {
        this.listeners.add(listener);
        return () => this.listeners.delete(listener);
      },
      getSnapshot: () => this.snapshot,
      refresh: () => {
        this.refreshes += 1;
      },
      close: () => {
        this.openCount -= 1;
      },
    };
  }

  show(snapshot: StateSnapshot<T>) {
    this.snapshot = snapshot;
    this.listeners.forEach(listener => listener());
  }
}
