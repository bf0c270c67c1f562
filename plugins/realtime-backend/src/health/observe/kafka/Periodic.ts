/** A part of an observation that is asked for less often than the rest. */
export class Periodic<T> {
  private last?: { value: T; atMs: number };

  /** When the value that is kept was read; undefined when it is asked for again the next time. */
  get readAtMs(): number | undefined {
    return this.last?.atMs;
  }

  /** Replaces the value that is kept, which grows no younger by it. */
  amend(value: T): void {
    if (this.last) this.last = { ...this.last, value };
  }

  /**
   * The value of the last time, or a new one when that is older than `everyMs`.
   * A value with parts that did not answer is asked for again the next time, and
   * so is one that does not cover what is observed by now.
   */
  async get(
    nowMs: number,
    everyMs: number,
    read: () => Promise<{ value: T; isWhole: boolean }>,
    covers: (value: T) => boolean = () => true,
  ): Promise<T> {
    const { last } = this;
    if (last && nowMs - last.atMs < everyMs && covers(last.value))
      return last.value;
    const { value, isWhole } = await read();
    this.last = isWhole ? { value, atMs: nowMs } : undefined;
    return value;
  }
}
