/** A part of an observation that is asked for less often than the rest. */
export class Periodic<T> {
  private last?: { value: T; atMs: number };

  /**
   * The value of the last time, or a new one when that is older than `everyMs`.
   * A value with parts that did not answer is asked for again the next time.
   */
  async get(
    nowMs: number,
    everyMs: number,
    read: () => Promise<{ value: T; isWhole: boolean }>,
  ): Promise<T> {
    if (this.last && nowMs - this.last.atMs < everyMs) return this.last.value;
    const { value, isWhole } = await read();
    this.last = isWhole ? { value, atMs: nowMs } : undefined;
    return value;
  }
}
