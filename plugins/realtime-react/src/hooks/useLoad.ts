import { useCallback, useLayoutEffect, useState } from 'react';

/** Something read once over HTTP; `reload` reads it again. @public */
export type Loaded<T> =
  | { state: 'loading'; reload: () => void }
  | { state: 'error'; error: Error; reload: () => void }
  | { state: 'ready'; value: T; reload: () => void };

type Answer<T> = { key: string } & ({ value: T } | { error: Error });

/**
 * Reads `load(signal)` for a key, again when the key changes; an undefined key
 * reads nothing. An answer to an older key is never shown.
 * @public
 */
export function useLoad<T>(
  key: string | undefined,
  load: (key: string, signal: AbortSignal) => Promise<T>,
): Loaded<T> {
  const [answer, setAnswer] = useState<Answer<T>>();
  const [round, setRound] = useState(0);
  const reload = useCallback(() => {
    setAnswer(undefined);
    setRound(count => count + 1);
  }, []);
  // A request need not wait for the paint of "loading".
  useLayoutEffect(() => {
    if (key === undefined) return undefined;
    const abort = new AbortController();
    const take = (next: Answer<T>) => !abort.signal.aborted && setAnswer(next);
    load(key, abort.signal).then(
      value => take({ key, value }),
      error => take({ key, error: toError(error) }),
    );
    return () => abort.abort();
  }, [key, load, round]);
  if (!answer || answer.key !== key) return { state: 'loading', reload };
  return 'error' in answer
    ? { state: 'error', error: answer.error, reload }
    : { state: 'ready', value: answer.value, reload };
}

function toError(cause: unknown): Error {
  return cause instanceof Error ? cause : new Error(String(cause));
}
