import type { PongFrame } from "./frames.js";

export const MAX_HISTORY = 500;

/** The newest pongs, at most 500, the oldest first. */
export class History {
  #frames: PongFrame[] = [];

  add(frame: PongFrame): void {
    this.#frames.push(frame);
    // Cut with slack: once in 500 times instead of each time.
    if (this.#frames.length >= 2 * MAX_HISTORY) {
      this.#frames = this.#frames.slice(-MAX_HISTORY);
    }
  }

  /** `limit` from 1 to 500. */
  last(limit: number): PongFrame[] {
    return this.#frames.slice(-Math.min(limit, MAX_HISTORY));
  }
}
