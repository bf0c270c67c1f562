import { storageApiRef, useApi } from '@backstage/core-plugin-api';
import { useCallback, useMemo, useSyncExternalStore } from 'react';

/** A choice of the reader that outlives the page: zone, width of the detail. */
export function useRemembered<T extends string | number>(
  name: string,
  initial: T,
): [T, (value: T) => void] {
  const storage = useApi(storageApiRef);
  const bucket = useMemo(() => storage.forBucket('realtime'), [storage]);
  const subscribe = useCallback(
    (listener: () => void) => {
      const subscription = bucket.observe$<T>(name).subscribe(listener);
      return () => subscription.unsubscribe();
    },
    [bucket, name],
  );
  const value = useSyncExternalStore(
    subscribe,
    () => bucket.snapshot<T>(name).value ?? initial,
  );
  const set = useCallback(
    (next: T) => {
      void bucket.set<T>(name, next);
    },
    [bucket, name],
  );
  return [value, set];
}
