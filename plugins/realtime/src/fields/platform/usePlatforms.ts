import { useApi } from '@backstage/core-plugin-api';
import type { CreatePlatforms } from '@backstage-realtime/plugin-realtime-common';
import {
  realtimeCreateApiRef,
  useLoad,
  type Loaded,
} from '@backstage-realtime/plugin-realtime-react';
import { useCallback } from 'react';

/** Platforms of one cluster, or of all while none is chosen. */
export function usePlatforms(
  kubernetesCluster: string | undefined,
): Loaded<CreatePlatforms> {
  const api = useApi(realtimeCreateApiRef);
  const load = useCallback(
    (cluster: string, signal: AbortSignal) =>
      api.platforms({ kubernetesCluster: cluster }, signal),
    [api],
  );
  return useLoad(kubernetesCluster ?? '', load);
}
