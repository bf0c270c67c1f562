const INITIAL_BYTES = 512;

/**
 * Writes Kafka's primitive types. Small fields are gathered in one scratch
 * buffer; record batches are linked in as they are, so serving a fetch copies
 * nothing. `chunks` gives the pieces in order, ready for one vectored write.
 */
export class WireWriter {
  /** Lengths are varints and structures end with tags, from here on. */
  isFlexible = false;
  #scratch = Buffer.allocUnsafe(INITIAL_BYTES);
  #from = 0;
  #at = 0;
  #chunks: Buffer[] = [];
  #sealedBytes = 0;

  int8(value: number): this {
    this.#at = this.#room(1).writeInt8(value, this.#at);
    return this;
  }

  boolean(value: boolean): this {
    return this.int8(value ? 1 : 0);
  }

  int16(value: number): this {
    this.#at = this.#room(2).writeInt16BE(value, this.#at);
    return this;
  }

  int32(value: number): this {
    this.#at = this.#room(4).writeInt32BE(value, this.#at);
    return this;
  }

  int64(value: number): this {
    this.#at = this.#room(8).writeBigInt64BE(BigInt(value), this.#at);
    return this;
  }

  string(value: string | null): this {
    if (value === null) {
      return this.isFlexible ? this.#varint(0) : this.int16(-1);
    }
    const length = Buffer.byteLength(value);
    if (this.isFlexible) {
      this.#varint(length + 1);
    } else {
      this.int16(length);
    }
    this.#room(length).write(value, this.#at);
    this.#at += length;
    return this;
  }

  /** Length and content, linked in without copying. */
  bytes(parts: readonly Buffer[]): this {
    this.#count(parts.reduce((sum, part) => sum + part.length, 0));
    if (parts.length > 0) {
      this.#seal();
    }
    for (const part of parts) {
      this.#chunks.push(part);
      this.#sealedBytes += part.length;
    }
    return this;
  }

  array<T>(items: readonly T[], writeItem: (item: T) => void): this {
    this.#count(items.length);
    items.forEach(writeItem);
    return this;
  }

  /** 16 bytes from hex digits. */
  id(hex: string): this {
    const room = this.#room(16);
    room.write(hex, this.#at, 'hex');
    this.#at += 16;
    return this;
  }

  /** Ends a structure: no tagged fields, in the flexible form. */
  end(): this {
    return this.isFlexible ? this.int8(0) : this;
  }

  get length(): number {
    return this.#sealedBytes + this.#at - this.#from;
  }

  chunks(): Buffer[] {
    this.#seal();
    return this.#chunks;
  }

  #count(count: number): this {
    return this.isFlexible ? this.#varint(count + 1) : this.int32(count);
  }

  #varint(value: number): this {
    let rest = value;
    while (rest > 127) {
      this.#byte((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    return this.#byte(rest);
  }

  #byte(value: number): this {
    this.#at = this.#room(1).writeUInt8(value, this.#at);
    return this;
  }

  #seal(): void {
    if (this.#at > this.#from) {
      this.#chunks.push(this.#scratch.subarray(this.#from, this.#at));
      this.#sealedBytes += this.#at - this.#from;
      this.#from = this.#at;
    }
  }

  #room(bytes: number): Buffer {
    if (this.#at + bytes > this.#scratch.length) {
      this.#seal();
      const size = Math.max(bytes, this.#scratch.length * 2);
      this.#scratch = Buffer.allocUnsafe(size);
      this.#from = 0;
      this.#at = 0;
    }
    return this.#scratch;
  }
}
