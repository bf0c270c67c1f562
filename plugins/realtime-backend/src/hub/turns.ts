/** Longest stretch without giving other work of the process a turn, in ms. */
export const SLICE_MS = 8;

/** Lets everything else that is ready run first. */
export function nextTurn(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}
