import type {
  TopicHealth,
  TopicHealthOverview,
} from '@backstage-realtime/plugin-realtime-common';
import type {
  RealtimeOverviewApi,
  StateSnapshot,
  StateStream,
  TopicHealthApi,
} from '@backstage-realtime/plugin-realtime-react';

/** Health of one moment; it remembers what was asked, and can show another moment. */
export class StaticHealthApi implements TopicHealthApi, RealtimeOverviewApi {
  readonly asked: string[][] = [];
  readonly health: StaticState<TopicHealth>;
  readonly overview: StaticState<TopicHealthOverview>;

  constructor(story: {
    health?: StateSnapshot<TopicHealth>;
    overview?: StateSnapshot<TopicHealthOverview>;
  }) {
    this.health = new StaticState(story.health ?? connecting());
    this.overview = new StaticState(story.overview ?? connecting());
  }

  openTopicHealth(entityRef: string) {
    this.asked.push([entityRef]);
    return this.health.open();
  }

  openOverview(entityRefs: string[]) {
    this.asked.push(entityRefs);
    return this.overview.open();
  }
}

/** Nothing came yet. */
export function connecting<T>(): StateSnapshot<T> {
  return { status: { state: 'connecting', sinceMs: Date.now() } };
}

class StaticState<T> {
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
