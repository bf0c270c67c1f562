import { useApi } from '@backstage/core-plugin-api';
import type {
  CreateDiff,
  Manifest,
} from '@backstage-realtime/plugin-realtime-common';
import {
  realtimeCreateApiRef,
  useLoad,
  type Loaded,
} from '@backstage-realtime/plugin-realtime-react';
import { useCallback } from 'react';
import { useUserToken } from '../token/useUserToken';

/** What applying would do; undefined when nothing is applied. */
export function useDiff(
  kubernetesCluster: string | undefined,
  manifests: readonly Manifest[],
): Loaded<CreateDiff> | undefined {
  const api = useApi(realtimeCreateApiRef);
  const { token } = useUserToken();
  const key =
    kubernetesCluster && manifests.length > 0
      ? JSON.stringify({ kubernetesCluster, manifests, token })
      : undefined;
  const load = useCallback(
    (request: string, signal: AbortSignal) =>
      api.diff(JSON.parse(request), signal),
    [api],
  );
  const loaded = useLoad(key, load);
  return key === undefined ? undefined : loaded;
}
