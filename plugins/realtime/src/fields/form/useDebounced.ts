import { useEffect, useState } from 'react';

/** Pause of somebody who types, in ms, after which a value is asked for. */
export const PAUSE_MS = 300;

/** The value once it has not changed for {@link PAUSE_MS}; undefined until then. */
export function useDebounced<T>(value: T): T | undefined {
  const [settled, setSettled] = useState<{ value: T }>();
  useEffect(() => {
    const timer = setTimeout(() => setSettled({ value }), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled?.value === value ? settled?.value : undefined;
}
