import type {
  TopicHealth,
  TopicHealthOverview,
} from '@backstage-realtime/plugin-realtime-common';
import type {
  RealtimeOverviewApi,
  StateSnapshot,
  TopicHealthApi,
} from '@backstage-realtime/plugin-realtime-react';
import { connecting, StaticState } from '../fakes/StaticState';

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
