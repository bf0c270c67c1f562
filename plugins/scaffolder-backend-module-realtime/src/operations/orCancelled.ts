/**
 * Waits for work that cannot be stopped, no longer than the task runs: rejects
 * with the reason of the signal as soon as it aborts. What the work answers
 * after that is dropped.
 */
export async function orCancelled<T>(
  work: () => Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  signal?.throwIfAborted();
  let stop = () => {};
  const cancelled = new Promise<never>((_, reject) => {
    stop = () => reject(signal?.reason);
    signal?.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work(), cancelled]);
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}
