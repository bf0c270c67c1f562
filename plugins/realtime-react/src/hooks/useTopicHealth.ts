import type {
  TopicHealth,
  TopicHealthOverview,
} from '@backstage-realtime/plugin-realtime-common';
import { useApi } from '@backstage/core-plugin-api';
import { useCallback } from 'react';
import {
  realtimeOverviewApiRef,
  topicHealthApiRef,
} from '../api/TopicHealthApi';
import { useStateStream, type OpenStateStream } from './useStateStream';

/** Health of an entity's topics while the component is there. @public */
export function useTopicHealth(
  entityRef: string | undefined,
): OpenStateStream<TopicHealth> {
  const api = useApi(topicHealthApiRef);
  const open = useCallback((ref: string) => api.openTopicHealth(ref), [api]);
  return useStateStream(entityRef, open);
}

/** Health of many entities in one stream; equal refs in equal order share it. @public */
export function useRealtimeOverview(
  entityRefs: string[] | undefined,
): OpenStateStream<TopicHealthOverview> {
  const api = useApi(realtimeOverviewApiRef);
  const open = useCallback(
    (key: string) => api.openOverview(JSON.parse(key)),
    [api],
  );
  return useStateStream(entityRefs && JSON.stringify(entityRefs), open);
}
