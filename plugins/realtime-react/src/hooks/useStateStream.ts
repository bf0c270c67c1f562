import { useLayoutEffect, useState, useSyncExternalStore } from 'react';
import type { StateSnapshot, StateStream } from '../store/StateStream';

/** Both undefined until the stream is open, and while nothing is asked for. @public */
export interface OpenStateStream<T> {
  snapshot?: StateSnapshot<T>;
  stream?: StateStream<T>;
}

/**
 * Opens a state stream while the component is there and closes it with it.
 * Another `key` or `open` is another stream; an undefined key opens none.
 */
export function useStateStream<T>(
  key: string | undefined,
  open: (key: string) => StateStream<T>,
): OpenStateStream<T> {
  const [opened, setOpened] = useState<{
    key: string;
    stream: StateStream<T>;
  }>();
  // Before the paint: the server works while the page draws.
  useLayoutEffect(() => {
    if (key === undefined) return undefined;
    const stream = open(key);
    setOpened({ key, stream });
    return () => stream.close();
  }, [key, open]);
  const stream = opened && opened.key === key ? opened.stream : undefined;
  const snapshot = useSyncExternalStore(
    stream?.subscribe ?? subscribeToNothing,
    stream?.getSnapshot ?? getNothing,
  );
  return { snapshot, stream };
}

function subscribeToNothing(): () => void {
  return () => undefined;
}

function getNothing(): undefined {
  return undefined;
}
