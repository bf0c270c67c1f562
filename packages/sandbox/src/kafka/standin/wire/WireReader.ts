/**
 * Reads Kafka's primitive types from one request, without copying.
 * Every read is checked against the end of the buffer by Node itself, so a
 * short request throws RangeError and the connection is closed.
 */
export class WireReader {
  readonly #buffer: Buffer;
  /** Lengths are varints and structures end with tags, from here on. */
  isFlexible = false;
  #at = 0;

  constructor(buffer: Buffer) {
    this.#buffer = buffer;
  }

  int8(): number {
    const value = this.#buffer.readInt8(this.#at);
    this.#at += 1;
    return value;
  }

  boolean(): boolean {
    return this.int8() !== 0;
  }

  int16(): number {
    const value = this.#buffer.readInt16BE(this.#at);
    this.#at += 2;
    return value;
  }

  int32(): number {
    const value = this.#buffer.readInt32BE(this.#at);
    this.#at += 4;
    return value;
  }

  /** As a number: nothing in a stand-in comes near 2^53. */
  int64(): number {
    const value = Number(this.#buffer.readBigInt64BE(this.#at));
    this.#at += 8;
    return value;
  }

  nullableString(): string | null {
    const length = this.isFlexible ? this.#varint() - 1 : this.int16();
    return length < 0 ? null : this.#take(length).toString('utf8');
  }

  string(): string {
    return this.nullableString() ?? '';
  }

  /** A view on the request: valid as long as the request is held. */
  bytes(): Buffer {
    const length = this.isFlexible ? this.#varint() - 1 : this.int32();
    return length < 0 ? Buffer.alloc(0) : this.#take(length);
  }

  nullableArray<T>(readItem: (reader: WireReader) => T): T[] | null {
    const count = this.isFlexible ? this.#varint() - 1 : this.int32();
    if (count < 0) {
      return null;
    }
    if (count > this.#buffer.length - this.#at) {
      throw new RangeError('An array is longer than its request');
    }
    return Array.from({ length: count }, () => readItem(this));
  }

  array<T>(readItem: (reader: WireReader) => T): T[] {
    return this.nullableArray(readItem) ?? [];
  }

  /** 16 bytes as hex digits. */
  id(): string {
    return this.#take(16).toString('hex');
  }

  /** Ends a structure: skips the tagged fields of the flexible form. */
  end(): void {
    if (!this.isFlexible) {
      return;
    }
    for (let left = this.#varint(); left > 0; left -= 1) {
      this.#varint();
      this.#take(this.#varint());
    }
  }

  #varint(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.#buffer.readUInt8(this.#at);
      this.#at += 1;
      value += (byte % 128) * 2 ** shift;
      if (byte < 128) {
        return value;
      }
    }
    throw new RangeError('A number is longer than it may be');
  }

  #take(length: number): Buffer {
    const end = this.#at + length;
    if (end > this.#buffer.length) {
      throw new RangeError('A field is longer than its request');
    }
    const view = this.#buffer.subarray(this.#at, end);
    this.#at = end;
    return view;
  }
}
