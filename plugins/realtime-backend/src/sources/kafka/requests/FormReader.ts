import { Slices } from './Slices';
import { WireReader } from './WireReader';

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

  int32List(): number[] {
    const items: number[] = [];
    for (let left = this.count(); left > 0; left--) items.push(this.int32());
    return items;
  }

  /** Ends a structure. */
  end(): void {
    if (this.isFlexible) this.skipTags();
  }

  /** Reads a long list, letting other work run every few milliseconds. */
  async each(read: () => void | Promise<void>): Promise<void> {
    for (let left = this.count(); left > 0; left--) {
      const nested = read();
      if (nested) await nested;
      if (this.pace.isDue()) await this.pace.pause();
    }
  }

  /** Items of the list that follows; below zero for none. */
  private count(): number {
    return this.checkCount(
      this.isFlexible ? this.unsignedVarint() - 1 : this.int32(),
    );
  }
}

/** 32 hex digits; empty when the broker does not tell. */
export function readId(reader: FormReader): string {
  const id = Buffer.from(reader.slice(16)).toString('hex');
  return /[^0]/.test(id) ? id : '';
}
