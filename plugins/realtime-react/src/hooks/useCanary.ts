import type {
  CanaryOverview,
  CanaryState,
  MetricBoards,
} from '@backstage-realtime/plugin-realtime-common';
import { useApi } from '@backstage/core-plugin-api';
import { useCallback } from 'react';
import { rolloutApiRef } from '../api/RolloutApi';
import { useStateStream, type OpenStateStream } from './useStateStream';

/** Rollouts of an entity while the component is there. @public */
export function useCanary(
  entityRef: string | undefined,
): OpenStateStream<CanaryState> {
  const api = useApi(rolloutApiRef);
  const open = useCallback((ref: string) => api.openCanary(ref), [api]);
  return useStateStream(entityRef, open);
}

/** Rollouts of many entities in one stream; equal refs in equal order share it. @public */
export function useCanaryOverview(
  entityRefs: string[] | undefined,
): OpenStateStream<CanaryOverview> {
  const api = useApi(rolloutApiRef);
  const open = useCallback(
    (key: string) => api.openCanaryOverview(JSON.parse(key)),
    [api],
  );
  return useStateStream(entityRefs && JSON.stringify(entityRefs), open);
}

/** Metrics of an entity's rollouts while the component is there. @public */
export function useMetricBoards(
  entityRef: string | undefined,
): OpenStateStream<MetricBoards> {
  const api = useApi(rolloutApiRef);
  const open = useCallback((ref: string) => api.openMetrics(ref), [api]);
  return useStateStream(entityRef, open);
}
