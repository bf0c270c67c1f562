import { useApi } from '@backstage/core-plugin-api';
import type { CreateOptions } from '@backstage-realtime/plugin-realtime-common';
import {
  realtimeCreateApiRef,
  useLoad,
  type Loaded,
} from '@backstage-realtime/plugin-realtime-react';
import { useCallback } from 'react';

/** Names of app-config that the form may offer. */
export function useOptions(): Loaded<CreateOptions> {
  const api = useApi(realtimeCreateApiRef);
  const load = useCallback(
    (_: string, signal: AbortSignal) => api.options(signal),
    [api],
  );
  return useLoad('options', load);
}
