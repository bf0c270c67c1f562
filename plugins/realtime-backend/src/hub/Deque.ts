/** Slots freed at the front before the array is moved together. */
const SLACK = 1024;

/** A queue whose items keep their running number: `first <= n < tail`. */
export class Deque<T> {
  private items: Array<T | undefined> = [];
  private freed = 0;
  private start = 0;

  get first(): number {
    return this.start;
  }

  get tail(): number {
    return this.start + this.items.length - this.freed;
  }

  push(item: T): void {
    this.items.push(item);
  }

  at(n: number): T | undefined {
    return n < this.start ? undefined : this.items[n - this.start + this.freed];
  }

  shift(): T | undefined {
    if (this.start === this.tail) return undefined;
    const item = this.items[this.freed];
    this.items[this.freed] = undefined;
    this.freed += 1;
    this.start += 1;
    if (this.freed >= SLACK || this.freed === this.items.length) {
      this.items = this.items.slice(this.freed);
      this.freed = 0;
    }
    return item;
  }
}
