import { useApi } from '@backstage/core-plugin-api';
import type {
  CreateCheck,
  CreateCheckRequest,
} from '@backstage-realtime/plugin-realtime-common';
import {
  realtimeCreateApiRef,
  useLoad,
  type Loaded,
} from '@backstage-realtime/plugin-realtime-react';
import { useCallback } from 'react';
import { useDebounced } from './useDebounced';

/**
 * Where the names of a request are in use, asked once typing pauses. Undefined
 * while there is nothing to ask; `loading` from the first key on, so that an
 * answer to an older name never stands beside a newer one.
 */
export function useNameCheck(
  request: CreateCheckRequest | undefined,
): Loaded<CreateCheck> | undefined {
  const api = useApi(realtimeCreateApiRef);
  const key = request && JSON.stringify(request);
  const settled = useDebounced(key);
  const load = useCallback(
    (asked: string, signal: AbortSignal) =>
      api.check(JSON.parse(asked), signal),
    [api],
  );
  const checked = useLoad(settled, load);
  if (key === undefined) return undefined;
  return settled === key ? checked : { state: 'loading', reload: () => {} };
}
