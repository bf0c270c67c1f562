import { createApiRef } from '@backstage/core-plugin-api';
import type {
  TopicHealth,
  TopicHealthOverview,
} from '@backstage-realtime/plugin-realtime-common';
import type { StateStream } from '../store/StateStream';

/** What pages need to show the health of topics. @public */
export interface TopicHealthApi {
  /** Health of one entity's topics and groups: the state stream `topic-health`. */
  openTopicHealth(entityRef: string): StateStream<TopicHealth>;
}

/** What the page of many entities needs. @public */
export interface RealtimeOverviewApi {
  /**
   * Health of several entities in one stream, `topic-health-summary`. Entities
   * the caller may not see are left out. At most `MAX_WATCHED_ENTITIES`.
   */
  openOverview(entityRefs: string[]): StateStream<TopicHealthOverview>;
}

/** Override it to run the Topics tab on health of your own. @public */
export const topicHealthApiRef = createApiRef<TopicHealthApi>({
  id: 'plugin.realtime.topic-health',
});

/** Override it to run the Realtime page on health of your own. @public */
export const realtimeOverviewApiRef = createApiRef<RealtimeOverviewApi>({
  id: 'plugin.realtime.overview',
});
