import { ITEMS_PER_LOOK, Slices } from './Slices';
import { WireReader } from './WireReader';

const INT32_BYTES = 4;
/** Lengths of compact lists and strings up to here are one byte, that of the length and one. */
const MAX_SHORT = 127;

/**
 * Reads answers that exist in a plain and in a flexible form with one and the
 * same function: strings, lists and bytes take the form of the version, and
 * `end` skips the tagged fields only flexible structures have.
 */
export class FormReader extends WireReader {
  private readonly pace = new Slices();

  constructor(
    bytes: Uint8Array,
    private readonly isFlexible: boolean,
  ) {
    super(bytes);
  }

  /** Null is read as an empty string. */
  text(): string {
    return this.isFlexible ? this.compactString() : this.string();
  }

  list<T>(read: () => T): T[] {
    return this.isFlexible ? this.compactArray(read) : this.array(read);
  }

  /** Null is read as no bytes. */
  blob(): Uint8Array {
    if (!this.isFlexible) return this.bytesField();
    return this.slice(Math.max(0, this.unsignedVarint() - 1));
  }

  skipText(): void {
    if (this.isFlexible && this.bytes[this.at] <= 1) {
      this.at++;
      return;
    }
    const length = this.isFlexible ? this.unsignedVarint() - 1 : this.int16();
    if (length > 0) this.skip(length);
  }

  /** `like` itself when the list is equal to it, as those of most neighbours are. */
  int32List(like: number[] = []): number[] {
    if (this.skipList(like)) return like;
    const items: number[] = [];
    for (let left = this.count(); left > 0; left--) items.push(this.int32());
    return items;
  }

  /** Passes over a short list in the flexible form if it holds exactly these. */
  private skipList(items: readonly number[]): boolean {
    const { at, view } = this;
    const from = at + 1;
    const end = from + INT32_BYTES * items.length;
    if (!this.isFlexible || end > this.bytes.length) return false;
    if (items.length >= MAX_SHORT || this.bytes[at] !== items.length + 1)
      return false;
    for (let i = 0; i < items.length; i++)
      if (view.getInt32(from + INT32_BYTES * i) !== items[i]) return false;
    this.at = end;
    return true;
  }

  /** Ends a structure. */
  end(): void {
    if (!this.isFlexible) return;
    // Hardly any has tagged fields.
    if (this.bytes[this.at] === 0) this.at++;
    else this.skipTags();
  }

  /**
   * Reads a long list, letting other work run every few milliseconds. Answers a
   * promise only where it has to be waited for, as `read` may: one for each of a
   * thousand topics costs more than reading it. Errors are thrown or rejected.
   */
  each(read: () => void | Promise<void>): void | Promise<void> {
    const count = this.count();
    for (let done = 1; done <= count; done++) {
      let pause = read();
      // Looks at the clock now and then; short lists count as a whole.
      if (!pause && (done === count || done % ITEMS_PER_LOOK === 0))
        pause = this.pauseAfter(done);
      if (pause) return this.goOn(pause, count - done, read);
    }
    return undefined;
  }

  private async goOn(
    pause: Promise<void>,
    left: number,
    read: () => void | Promise<void>,
  ): Promise<void> {
    await pause;
    for (let done = 1; done <= left; done++) {
      const nested = read();
      if (nested) await nested;
      else if (done === left || done % ITEMS_PER_LOOK === 0)
        await this.pauseAfter(done);
    }
  }

  private pauseAfter(done: number): Promise<void> | undefined {
    const isDue = this.pace.isDue(done % ITEMS_PER_LOOK || ITEMS_PER_LOOK);
    return isDue ? this.pace.pause() : undefined;
  }

  /** Items of the list that follows; below zero for none. */
  private count(): number {
    return this.checkCount(
      this.isFlexible ? this.unsignedVarint() - 1 : this.int32(),
    );
  }
}

/** Does what follows, at once unless there is something to wait for. */
export function after(
  pause: void | Promise<void>,
  next: () => void,
): void | Promise<void> {
  return pause ? pause.then(next) : next();
}

const NO_ID = '0'.repeat(32);

/** 32 hex digits; empty when the broker does not tell. */
export function readId(reader: FormReader): string {
  const id = reader.hex(16);
  return id === NO_ID ? '' : id;
}
