import { useEffect, useRef, useState } from 'react';

/** The value, but a new one at most once in `ms`; the last one always comes. */
export function useSteady<T>(value: T, ms: number): T {
  const [shown, setShown] = useState(value);
  const changedAtMs = useRef(-Infinity);
  useEffect(() => {
    if (Object.is(value, shown)) return undefined;
    const waitMs = changedAtMs.current + ms - performance.now();
    const timer = setTimeout(
      () => {
        changedAtMs.current = performance.now();
        setShown(value);
      },
      Math.max(0, waitMs),
    );
    return () => clearTimeout(timer);
  }, [value, shown, ms]);
  return shown;
}
