import { useLayoutEffect, useState, useSyncExternalStore } from 'react';

/** Something that is opened, watched and closed: a record stream or a state stream. */
interface Openable<S> {
  subscribe(listener: () => void): () => void;
  getSnapshot(): S;
  close(): void;
}

/**
 * Opens a stream while the component is there and closes it with it. Another
 * `key` or `open` is another stream; an undefined key opens none. Both parts of
 * the answer are undefined until the stream is open.
 */
export function useOpened<T extends Openable<unknown>>(
  key: string | undefined,
  open: (key: string) => T,
): { snapshot?: ReturnType<T['getSnapshot']>; stream?: T } {
  const [opened, setOpened] = useState<{ key: string; stream: T }>();
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
  ) as ReturnType<T['getSnapshot']> | undefined;
  return { snapshot, stream };
}

function subscribeToNothing(): () => void {
  return () => undefined;
}

function getNothing(): undefined {
  return undefined;
}
