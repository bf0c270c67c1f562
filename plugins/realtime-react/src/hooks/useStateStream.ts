import type { StateSnapshot, StateStream } from '../store/StateStream';
import { useOpened } from './useOpened';

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
  return useOpened(key, open);
}
