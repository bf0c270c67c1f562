import type {
  InspectRequest,
  InspectResponse,
} from '@backstage-realtime/plugin-realtime-common';
import { useApi } from '@backstage/core-plugin-api';
import { useCallback } from 'react';
import { realtimeApiRef } from '../api/RealtimeApi';
import { useLoad, type Loaded } from './useLoad';

/** One record in full with its decode report; `undefined` asks for none and stays `loading`. @public */
export function useInspect(
  request: InspectRequest | undefined,
): Loaded<InspectResponse> {
  const api = useApi(realtimeApiRef);
  const load = useCallback(
    (key: string, signal: AbortSignal) => api.inspect(JSON.parse(key), signal),
    [api],
  );
  return useLoad(request && JSON.stringify(request), load);
}
