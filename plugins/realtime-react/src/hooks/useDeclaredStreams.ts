import type { StreamsResponse } from '@backstage-realtime/plugin-realtime-common';
import { useApi } from '@backstage/core-plugin-api';
import { useCallback } from 'react';
import { realtimeApiRef } from '../api/RealtimeApi';
import { useLoad, type Loaded } from './useLoad';

/**
 * Streams the entity declares and what the caller may do with each. Who asks is
 * about to open one, so the connection is made at the same time. @public
 */
export function useDeclaredStreams(entityRef: string): Loaded<StreamsResponse> {
  const api = useApi(realtimeApiRef);
  const load = useCallback(
    (ref: string, signal: AbortSignal) => {
      const listing = api.listStreams(ref, signal);
      api.prepare?.();
      return listing;
    },
    [api],
  );
  return useLoad(entityRef, load);
}
