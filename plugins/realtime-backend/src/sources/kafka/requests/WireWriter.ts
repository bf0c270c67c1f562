/**
 * Writes Kafka's primitive types, big-endian. `compact` types are those of
 * flexible versions: lengths are unsigned varints of length + 1, and every
 * structure ends with its tagged fields, which are always written empty.
 */
export class WireWriter {
  private bytes = Buffer.alloc(256);
  private length = 0;

  int8(value: number): this {
    const at = this.reserve(1);
    this.bytes.writeInt8(value, at);
    return this;
  }

  int16(value: number): this {
    const at = this.reserve(2);
    this.bytes.writeInt16BE(value, at);
    return this;
  }

  int32(value: number): this {
    const at = this.reserve(4);
    this.bytes.writeInt32BE(value, at);
    return this;
  }

  int64(value: bigint): this {
    const at = this.reserve(8);
    this.bytes.writeBigInt64BE(value, at);
    return this;
  }

  /** At most 32,767 bytes of UTF-8. */
  string(value: string): this {
    this.int16(Buffer.byteLength(value));
    return this.raw(Buffer.from(value));
  }

  compactString(value: string): this {
    this.unsignedVarint(Buffer.byteLength(value) + 1);
    return this.raw(Buffer.from(value));
  }

  array<T>(items: readonly T[], write: (item: T) => void): this {
    this.int32(items.length);
    items.forEach(write);
    return this;
  }

  compactArray<T>(items: readonly T[], write: (item: T) => void): this {
    this.unsignedVarint(items.length + 1);
    items.forEach(write);
    return this;
  }

  noTags(): this {
    return this.int8(0);
  }

  raw(value: Uint8Array): this {
    const at = this.reserve(value.length);
    this.bytes.set(value, at);
    return this;
  }

  unsignedVarint(value: number): this {
    let rest = value;
    while (rest > 127) {
      this.raw(Uint8Array.of((rest % 128) + 128));
      rest = Math.floor(rest / 128);
    }
    return this.raw(Uint8Array.of(rest));
  }

  finish(): Buffer {
    return this.bytes.subarray(0, this.length);
  }

  private reserve(count: number): number {
    const at = this.length;
    this.length += count;
    if (this.length > this.bytes.length) {
      const grown = Buffer.alloc(this.length * 2);
      this.bytes.copy(grown);
      this.bytes = grown;
    }
    return at;
  }
}
