import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { readAddress, writeAddress, type PageAddress } from './address';

/**
 * The page's state as its address, so that every view is a link. Changes
 * replace the entry: Back leaves the page, not the last filter.
 */
export function usePageAddress() {
  const [params, setParams] = useSearchParams();
  const address = useMemo(() => readAddress(params), [params]);
  const change = useCallback(
    (part: Partial<PageAddress>) =>
      setParams(old => writeAddress(old, { ...readAddress(old), ...part }), {
        replace: true,
      }),
    [setParams],
  );
  return { address, change };
}
