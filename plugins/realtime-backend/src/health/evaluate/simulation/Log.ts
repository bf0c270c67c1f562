/** A partition that remembers when each of its records came, by the second. */
export class Log {
  /** Records up to the end of each second, from the first one on. */
  private readonly totals: number[] = [];

  /** @param firstSecond second of the first record, may be before 0 */
  constructor(private readonly firstSecond: number) {}

  /** Records so far. */
  get end(): number {
    return Math.floor(this.totals.at(-1) ?? 0);
  }

  append(records: number): void {
    this.totals.push((this.totals.at(-1) ?? 0) + records);
  }

  /** Records that came up to the end of a second. */
  endAt(second: number): number {
    return Math.floor(this.totals[second - this.firstSecond] ?? 0);
  }

  /** The second in which the record at an offset came; undefined past the end. */
  secondOf(offset: number): number | undefined {
    let low = 0;
    let high = this.totals.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (Math.floor(this.totals[middle]) > offset) high = middle;
      else low = middle + 1;
    }
    return low < this.totals.length ? low + this.firstSecond : undefined;
  }
}
