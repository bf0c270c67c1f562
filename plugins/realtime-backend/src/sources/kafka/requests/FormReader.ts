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
    return this.list(() => this.int32());
  }

  /** Ends a structure. */
  end(): void {
    if (this.isFlexible) this.skipTags();
  }

  /** Reads a long list, letting other work run every few milliseconds. */
  async each(read: () => void | Promise<void>): Promise<void> {
    const count = this.isFlexible ? this.unsignedVarint() - 1 : this.int32();
    for (let left = this.checkCount(count); left > 0; left--) {
      const nested = read();
      if (nested) await nested;
      if (this.pace.isDue()) await this.pace.pause();
    }
  }
}

/** 32 hex digits; empty when the broker does not tell. */
export function readId(reader: FormReader): string {
  const id = Buffer.from(reader.slice(16)).toString('hex');
  return /[^0]/.test(id) ? id : '';
}
