/** Time as controllers know it; a test has its own. */
export interface Clock {
  /** Ms since 1970. */
  now(): number;
  /** Runs once at that time, or at once when it is past. Returns the way to forget it. */
  at(ms: number, run: () => void): () => void;
}

export const SYSTEM_CLOCK: Clock = {
  now: Date.now,
  at: (ms, run) => {
    const timer = setTimeout(run, Math.max(0, ms - Date.now()));
    return () => clearTimeout(timer);
  },
};
