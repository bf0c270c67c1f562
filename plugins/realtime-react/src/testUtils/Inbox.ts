/** Things that come, in order; `next` waits for one that is not there yet. */
export class Inbox<T> {
  private readonly items: T[] = [];
  private readonly waiting: Array<(item: T) => void> = [];

  /** Everything that came and was not taken. */
  get rest(): readonly T[] {
    return this.items;
  }

  put(item: T): void {
    const taker = this.waiting.shift();
    if (taker) taker(item);
    else this.items.push(item);
  }

  next(): Promise<T> {
    const item = this.items.shift();
    if (item !== undefined) return Promise.resolve(item);
    return new Promise(resolve => this.waiting.push(resolve));
  }

  /** Takes until one fits; the others are thrown away. */
  async nextWhere<U extends T>(fits: (item: T) => item is U): Promise<U> {
    for (;;) {
      const item = await this.next();
      if (fits(item)) return item;
    }
  }
}
