/** Time as a seam, so that tests drive it. @public */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls `fn` once after `ms`; the answer cancels it. */
  setTimeout(fn: () => void, ms: number): () => void;
}

/** The browser's clock. @public */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimeout: (fn, ms) => {
    const timer = setTimeout(fn, ms);
    return () => clearTimeout(timer);
  },
};
