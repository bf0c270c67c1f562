import type { StreamsResponse } from '@backstage-realtime/plugin-realtime-common';
import { useApi } from '@backstage/core-plugin-api';
import { useCallback } from 'react';
import { realtimeApiRef } from '../api/RealtimeApi';
import { useLoad, type Loaded } from './useLoad';

/** Streams the entity declares and what the caller may do with each. @public */
export function useDeclaredStreams(entityRef: string): Loaded<StreamsResponse> {
  const api = useApi(realtimeApiRef);
  const load = useCallback(
    (ref: string, signal: AbortSignal) => api.listStreams(ref, signal),
    [api],
  );
  return useLoad(entityRef, load);
}
